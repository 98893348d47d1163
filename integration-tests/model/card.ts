import { GatewayDeclined, GatewayUnavailable, Money, OutcomeUnknown, type Operation } from "../../src/core"
import type { KnownPayment, Observation, ObservedRefund } from "../../src/core"
import type { PaymentAttempt } from "../../src/modules/gateway-ledger"
import {
  checkCapturedAtGateway,
  checkHoldEnded,
  checkRefundedAtGateway,
  checkVoided,
} from "./invariants-card"
import { ANSWER_MS, paymentsOf, show } from "./gateway"
import { paymentOf } from "./medusa/books"
import { count, entryOf, UNAVAILABLE, violation, type GatewayPayment, type World } from "./world"

/**
 * A gateway for cards: the money is taken at once or held first, by the entry; it captures once, all or a part, and the
 * rest goes back; it returns money in parts, at once or later; it tells a repetition by its key for a day; it signs
 * nothing. In its cabinet the merchant does the same by hand.
 */

const HOUR = 3_600_000
const PAYABLE_FOR = HOUR
const HELD_FOR = 7 * 24 * HOUR
/** Some ways to pay are held for hours only. */
const HELD_SHORTLY_FOR = 6 * HOUR
const KEYS_KEPT_FOR = 24 * HOUR

/** What the gateway knows of a payment by card, besides what has arrived. */
export interface Card {
  isTwoStage: boolean
  madeAt: number
  /** What is held, and until when. */
  held: { sum: Money; until: number } | null
  /** Why it is over without money. */
  end: "not paid" | "not captured" | "voided" | null
  refunds: CardRefund[]
}

export interface CardRefund {
  number: string
  /** The plugin's key; null for one of the cabinet. */
  key: string | null
  amount: Money
  status: "pending" | "done" | "failed"
}

/** What goes wrong with a call: nothing was done, or it was done and the answer is lost, or the gateway refuses it. */
export const CALL_FAULTS = ["unavailable", "lost before", "lost after", "declined"] as const
export type CallFault = (typeof CALL_FAULTS)[number]

/** What a person wants done at the gateway once; pressing again after Medusa has taken it back is the same wish. */
export interface Wish {
  kind: "capture" | "refund"
  sessionId: string
  amount: Money
  /** Medusa's captures or refunds, the newest last: of one that Medusa took back the next try has another. */
  recordIds: string[]
  /** What has gone back for it. */
  refunds: CardRefund[]
}

/** What the gateway for cards remembers, beside its payments. */
export interface CardBooks {
  /** After a part was captured, the amount shown is what was asked, not what was captured. */
  showsOriginal: boolean
  /** Refunds are finished later. */
  refundsPend: boolean
  /** What goes wrong with the next calls. */
  faults: CallFault[]
  /** By each key, when and what was sent first, and what came of it. */
  keys: Map<string, { at: number; sent: string; isDone: boolean; refund: CardRefund | null }>
  wishes: Wish[]
  /** Since when nothing goes wrong any more; null before. */
  calmSince: number | null
}

export const newCardBooks = (showsOriginal: boolean): CardBooks => ({
  showsOriginal,
  refundsPend: false,
  faults: [],
  keys: new Map(),
  wishes: [],
  calmSince: null,
})

export const newCard = (world: World, { provider_id }: Pick<PaymentAttempt, "provider_id">): Card => ({
  isTwoStage: entryOf(world, provider_id)?.capture === "manual",
  madeAt: world.now,
  held: null,
  end: null,
  refunds: [],
})

const sumOfRefunds = (payment: GatewayPayment, counts: (refund: CardRefund) => boolean): Money =>
  (payment.card?.refunds ?? [])
    .filter(counts)
    .reduce((sum, { amount }) => sum.plus(amount), Money.zero(payment.asked.currency))

export const refundedAt = (payment: GatewayPayment): Money =>
  sumOfRefunds(payment, ({ status }) => status === "done")

const isPending = ({ card, arrived }: GatewayPayment) =>
  card !== null && card.end === null && card.held === null && !arrived.isPositive

/** The shopper pays: the money is there, or held. */
export function payByCard(world: World, payment: GatewayPayment, isTest: boolean): boolean {
  const card = payment.card as Card
  if (!isPending(payment)) return false
  payment.isTest = isTest
  if (card.isTwoStage) {
    const isShort = Number(payment.number.slice(3)) % 4 === 0
    card.held = { sum: payment.asked, until: world.now + (isShort ? HELD_SHORTLY_FOR : HELD_FOR) }
    count(world, "held")
  } else {
    payment.arrived = payment.asked
  }
  showCard(world, payment)
  return true
}

/** Time passes at the gateway: what is not paid, and what is not captured, ends by itself. */
export function passCardTime(world: World): void {
  for (const payment of world.gateway.payments) {
    const { card } = payment
    if (!card) continue
    if (card.held && card.held.until <= world.now) {
      count(world, "hold ended by itself")
      checkHoldEnded(world, payment)
      end(world, payment, "not captured")
    } else if (isPending(payment) && card.madeAt + PAYABLE_FOR <= world.now) {
      end(world, payment, "not paid")
    }
  }
}

function end(world: World, payment: GatewayPayment, why: NonNullable<Card["end"]>): void {
  Object.assign(payment.card as Card, { end: why, held: null })
  showCard(world, payment)
}

function take(world: World, payment: GatewayPayment, amount: Money): void {
  ;(payment.card as Card).held = null
  payment.arrived = amount
  showCard(world, payment)
}

/** What the API shows is what is, at once. */
function showCard(world: World, payment: GatewayPayment): void {
  const { arrived, asked, isTest } = payment
  const card = payment.card as Card
  const refunded = refundedAt(payment)
  if (arrived.isPositive && !refunded.lessThan(arrived)) payment.wentBack = arrived
  const isTaken = arrived.isPositive
  const amount = isTaken && !world.card.showsOriginal ? arrived : asked
  const status = isTaken
    ? refunded.lessThan(arrived)
      ? "paid"
      : "refunded"
    : card.held
      ? "authorized"
      : card.end === null
        ? "awaiting"
        : card.end === "not paid"
          ? "expired"
          : "canceled"
  show(world, payment, {
    status,
    code: card.end ?? (isTaken ? "succeeded" : card.held ? "waiting_for_capture" : "pending"),
    asked: isTaken && card.isTwoStage ? null : amount.amount,
    received: isTaken ? amount.amount : null,
    held: card.held?.sum.amount ?? null,
    refunded: isTaken ? refunded.amount : null,
    captureBefore: card.held && new Date(card.held.until).toISOString(),
    currency: asked.currency,
    test: isTest,
    paidAt: isTaken ? "2026-01-01" : null,
  })
}

/** An amount that may be more than was captured is never shown as received where the captures are known. */
export function observationOf(
  payment: GatewayPayment,
  { captured }: Pick<KnownPayment, "captured">,
): Observation {
  const { view, arrived } = payment
  const isLess =
    captured && view.received !== null && captured.lessThan(Money.of(view.received, arrived.currency))
  return isLess ? { ...view, received: captured.amount } : view
}

/** What of a request is read back from its body, byte for byte as it was written down. */
interface Body {
  number: string
  amount: string | null
  /** A body that is made anew differs. */
  writtenAt: number
}

export const operationBody = (
  world: World,
  { gatewayId }: KnownPayment,
  { kind, isWhole, amount }: { kind: Operation["kind"]; isWhole: boolean; amount: Money },
): string =>
  JSON.stringify({
    number: gatewayId ?? "",
    amount: kind === "void" || (kind === "capture" && isWhole) ? null : amount.amount,
    writtenAt: world.now,
  } satisfies Body)

const DECLINED = (reason: string) =>
  new GatewayDeclined(`the gateway declined: ${reason}`, "gateway_declined", reason)

/**
 * One call that is told from a repetition by its key.
 *
 * @param effect what it does when it is done for the first time
 * @throws GatewayUnavailable nothing was done; OutcomeUnknown; GatewayDeclined
 */
function called(
  world: World,
  operation: Operation,
  payment: GatewayPayment,
  effect: (body: Body) => CardRefund | null,
): CardRefund | null {
  const { faults, keys } = world.card
  const { kind, key, body } = operation
  const sent = `${kind} ${payment.number} ${body}`
  const known = keys.get(key)
  const call = known ?? { at: world.now, sent, isDone: false, refund: null }
  keys.set(key, call)
  if (known) count(world, `${kind} repeated`)
  if (call.sent !== sent) violation(world, `the key of a ${kind} was sent with two bodies`)
  const fault = faults.shift()
  if (fault) count(world, `call of the gateway for cards: ${fault}`)
  if (fault === "unavailable") throw new GatewayUnavailable("the gateway does not answer")
  if (fault === "lost before") throw new OutcomeUnknown("no answer")
  if (fault === "declined") throw DECLINED("try again later")
  if (!call.isDone || world.now - call.at >= KEYS_KEPT_FOR) {
    call.refund = effect(JSON.parse(body) as Body)
    if (call.isDone) violation(world, `a ${kind} was done twice by one key`)
    call.isDone = true
    count(world, `${kind} at the gateway`)
  }
  if (fault === "lost after") throw new OutcomeUnknown("no answer")
  return call.refund
}

/** The gateway is reached at all, and has such a payment. */
function reached(world: World, { gatewayId, reference }: KnownPayment): GatewayPayment {
  const { gateway, statements } = world
  statements.assertAlive()
  world.now += ANSWER_MS
  world.news++
  passCardTime(world)
  if (gateway.errors > 0) {
    gateway.errors--
    count(world, "gateway: error")
    throw UNAVAILABLE
  }
  const payment = paymentsOf(world, { reference }).find(({ number }) => number === gatewayId)
  if (!payment?.card) throw DECLINED("unknown payment")
  return payment
}

export async function captureByCard(
  world: World,
  known: KnownPayment,
  operation: Operation,
): Promise<Observation> {
  const payment = reached(world, known)
  called(world, operation, payment, ({ amount }) => {
    const held = payment.card?.held
    if (!held) throw DECLINED("Payment can not be captured in current status")
    const sum = amount === null ? held.sum : Money.of(amount, held.sum.currency)
    if (held.sum.lessThan(sum)) {
      violation(world, `${payment.reference}: ${sum} was to be captured of ${held.sum}`)
      throw DECLINED("Illegal amount for capture")
    }
    checkCapturedAtGateway(world, payment, sum)
    take(world, payment, sum)
    return null
  })
  return observationOf(payment, { captured: operation.amount })
}

export async function voidByCard(
  world: World,
  known: KnownPayment,
  operation: Operation,
): Promise<Observation> {
  const payment = reached(world, known)
  called(world, operation, payment, () => {
    if (!payment.card?.held) throw DECLINED("Payment can not be canceled in current status")
    checkVoided(world, payment)
    end(world, payment, "voided")
    return null
  })
  return observationOf(payment, known)
}

export async function refundByCard(
  world: World,
  known: KnownPayment,
  operation: Operation,
): Promise<ObservedRefund> {
  const payment = reached(world, known)
  const refund = called(world, operation, payment, ({ amount }) => {
    const sum = Money.of(amount as string, payment.asked.currency)
    return makeRefund(world, payment, sum, operation.key) ?? declineRefund(world, payment, sum)
  })
  return shownRefund(refund as CardRefund)
}

function capturedInMedusa({ ledger, medusa }: World, { reference, asked }: GatewayPayment): Money {
  const attempt = ledger.attempts.find((one) => one.reference === reference)
  const payment = attempt && paymentOf(medusa, attempt.session_id)
  return (payment?.captures ?? []).reduce((sum, { amount }) => sum.plus(amount), Money.zero(asked.currency))
}

function declineRefund(world: World, payment: GatewayPayment, sum: Money): never {
  count(world, "refund of more than is left")
  const own = sumOfRefunds(payment, ({ key, status }) => key !== null && status !== "failed")
  if (capturedInMedusa(world, payment).lessThan(own.plus(sum)))
    violation(
      world,
      `${payment.reference}: ${sum} were to go back, more than is captured, and ${own} have gone`,
    )
  throw DECLINED(`Refund sum exceeded: ${sum} of ${payment.arrived}`)
}

/** A refund of captured money; null when it is more than is left. */
function makeRefund(
  world: World,
  payment: GatewayPayment,
  sum: Money,
  key: string | null,
): CardRefund | null {
  const card = payment.card as Card
  const left = payment.arrived.minus(sumOfRefunds(payment, ({ status }) => status !== "failed"))
  if (left.lessThan(sum)) return null
  const refund: CardRefund = {
    number: `rf-${++world.gateway.lastNumber}`,
    key,
    amount: sum,
    status: world.card.refundsPend && key !== null ? "pending" : "done",
  }
  if (refund.status === "pending") count(world, "refund pending")
  card.refunds.push(refund)
  if (key !== null) checkRefundedAtGateway(world, payment, refund)
  showCard(world, payment)
  return refund
}

/** Refunds that are under way end. */
export function endRefunds(world: World, as: "done" | "failed"): void {
  for (const payment of world.gateway.payments) {
    for (const refund of payment.card?.refunds ?? []) {
      if (refund.status !== "pending") continue
      refund.status = as
      count(world, `refund ${as} later`)
      showCard(world, payment)
    }
  }
}

export async function fetchCardRefund(
  world: World,
  known: KnownPayment,
  { gatewayId, key }: Operation,
): Promise<ObservedRefund | null> {
  const payment = reached(world, known)
  const refund = payment.card?.refunds.find((one) =>
    gatewayId === null ? one.key === key : one.number === gatewayId,
  )
  return refund ? shownRefund(refund) : null
}

const shownRefund = ({ number, status, amount }: CardRefund): ObservedRefund => ({
  gatewayId: number,
  status,
  amount: amount.amount,
  reason: status === "failed" ? "insufficient_funds" : null,
  raw: {},
})

/** What the merchant does in the gateway's cabinet. */
export const CABINET = ["capture", "capture half", "void", "refund", "refund half"] as const
export type CabinetDeed = (typeof CABINET)[number]

export function inCabinet(world: World, payment: GatewayPayment, deed: CabinetDeed): void {
  const { card, arrived } = payment
  if (!card) return
  passCardTime(world)
  const half = ({ minor, currency }: Money) => Money.fromMinor(minor / 2n, currency)
  const held = card.held?.sum
  const left = arrived.minus(sumOfRefunds(payment, ({ status }) => status !== "failed"))
  switch (deed) {
    case "capture":
      if (!held) return
      take(world, payment, held)
      break
    case "capture half":
      // Where the amount shown is what was asked, nobody can tell it from a whole.
      if (!held || world.card.showsOriginal) return
      take(world, payment, half(held))
      break
    case "void":
      if (!held) return
      end(world, payment, "voided")
      break
    case "refund":
    case "refund half":
      if (!left.isPositive) return
      makeRefund(world, payment, deed === "refund" ? left : half(left), null)
  }
  count(world, `in the cabinet: ${deed}`)
  notify(world, payment)
}

/** Unsigned: nothing but a number to ask about. */
export function notify({ gateway, ledger }: World, { reference, number }: GatewayPayment): void {
  const claim = { status: "paid", received: null, currency: null } as const
  const providerId = ledger.attempts.find((one) => one.reference === reference)?.provider_id ?? ""
  gateway.mail.push({ providerId, reference, gatewayId: number, claim, isUnsigned: true })
}
