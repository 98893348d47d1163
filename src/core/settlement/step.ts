import type { Money } from "../money"
import { cancellation, type Judged } from "./cancel-unpaid"
import type { AttemptFacts, OperationFacts, OrderFacts, OrderMoney, PaymentFacts } from "./facts"
import {
  captureWithoutOperation,
  HANDED_OVER_AFTER,
  isUntaken,
  mayVoid,
  openOperations,
  unrecordedCapture,
} from "./holds"
import { costsAnotherSum } from "./judge"
import type { Run } from "./plan"
import { inHand } from "./refunds"
import { wantsNoOrder } from "./resolutions"
import { paymentOf } from "./session-owner"
import type { Verdict } from "./verdict"
import { isOrderDeleted } from "./watch"

/** The next thing to do about one order's money. */
export type Step =
  | { kind: "none" }
  /** Ask the gateway about an attempt: the plan needs a fresh answer. */
  | { kind: "observe"; attemptId: string }
  /**
   * Let Medusa authorize and capture the session, and complete its cart where there is no order. `part`: what the
   * gateway has captured of an authorized payment, where that is not all of it.
   */
  | { kind: "capture"; attemptId: string; sessionId: string; part?: Money }
  /** The money is held: let Medusa authorize the session, and complete its cart where there is no order. */
  | {
      kind: "authorize"
      attemptId: string
      sessionId: string
      cartId: string | null
      paymentId: string | null
    }
  /** Write a void of a hold down; `operate` carries it out. */
  | { kind: "void"; attemptId: string }
  /** Write a capture of a hold down, for a capture that Medusa has on record; `operate` carries it out. */
  | { kind: "captureHold"; attemptId: string; captureId: string; amount: Money }
  /**
   * Carry a capture, void or refund out at the gateway. `isUnwanted`: nothing asks for it any more, so the gateway is
   * only asked whether it was done.
   */
  | { kind: "operate"; attemptId: string; operationId: string; isUnwanted: boolean }
  /** Let Medusa complete the cart, whose payment is captured. */
  | { kind: "placeOrder"; attemptId: string; cartId: string; paymentId: string; sessionId: string }
  | { kind: "cancelOrder"; attemptId: string; orderId: string }
  /** Link the order to its cart and to the cart's payments, so that Medusa shows what is paid. */
  | { kind: "linkOrder"; orderId: string; cartId: string }
  /** Delete the session of money that has gone, so that Medusa makes no order of it. */
  | { kind: "dropSession"; attemptId: string; sessionId: string; cartId: string }
  /** Bring what Medusa's pages show of a payment to what it has on record. */
  | { kind: "recountPayment"; attemptId: string; paymentId: string }
  /** Bring the order's account to hold each capture exactly once, and its sums to count what stands there. */
  | { kind: "repairAccount"; orderId: string; missing: MissingEntry[]; surplus: string[] }

export interface MissingEntry {
  captureId: string
  paymentId: string
}

/** Proposes steps of one kind, in the order in which they are tried. */
type Proposal = (money: OrderMoney, judged: readonly Judged[], run: Run) => Step[]

const NONE: Step = { kind: "none" }

/** Names a step, so that a step that failed is not tried again in the same run. */
export function stepKey(step: Step): string {
  if (step.kind === "operate") return `operate ${step.operationId}`
  const of = "attemptId" in step ? step.attemptId : "orderId" in step ? step.orderId : ""
  return `${step.kind} ${of}`
}

/** The first possible step that has not failed in this run: a failure of one payment stops no other. */
export function nextStep(money: OrderMoney, judged: readonly Judged[], run: Run): Step {
  for (const propose of PROPOSALS) {
    const step = propose(money, judged, run).find((one) => !run.failed.has(stepKey(one)))
    if (step) return step
  }
  return NONE
}

const operate: Proposal = (money, judged, { now }) =>
  judged.flatMap(({ attempt }) =>
    openOperations(attempt)
      .filter(({ nextTryAt }) => nextTryAt <= now)
      .map((one): Step => {
        const isUnwanted = isUnwantedCapture(money, attempt, one)
        return { kind: "operate", attemptId: attempt.id, operationId: one.id, isUnwanted }
      }),
  )

/** The order is canceled, and Medusa has taken its capture back: no money is taken for it. */
function isUnwantedCapture(money: OrderMoney, attempt: AttemptFacts, { kind, subjectId }: OperationFacts) {
  const isRecorded = paymentOf(money, attempt)?.captures.some(({ id }) => id === subjectId) ?? false
  return kind === "capture" && money.order?.isCanceled === true && !isRecorded
}

const voidHold: Proposal = (_, judged, { now }) =>
  judged
    .filter(({ attempt, verdict }) => verdict.kind === "void" && mayVoid(attempt, now))
    .map(({ attempt }): Step => ({ kind: "void", attemptId: attempt.id }))

const captureHold: Proposal = (_, judged, { now }) =>
  judged.flatMap(({ attempt, verdict }): Step[] => {
    const left = verdict.kind === "authorized" && captureWithoutOperation(attempt, verdict.payment, now)
    if (!left) return []
    return [{ kind: "captureHold", attemptId: attempt.id, captureId: left.id, amount: left.amount }]
  })

/** The order is placed as soon as the money is held, and tried again where Medusa did not complete it. */
const authorize: Proposal = ({ cart, order }, judged) => {
  if (cart && !order && cart.total === null) return []
  return judged.flatMap(({ attempt, verdict }): Step[] => {
    const isWaiting =
      verdict.kind === "authorize" || (verdict.kind === "authorized" && cart !== null && order === null)
    if (!isWaiting || wantsNoOrder(attempt)) return []
    const { id: attemptId, sessionId } = attempt
    const paymentId = verdict.kind === "authorized" ? verdict.payment.id : null
    return [{ kind: "authorize", attemptId, sessionId, cartId: cart?.id ?? null, paymentId }]
  })
}

/** The first of all steps: Medusa uses these links to enter captures into the order, and to cancel its payments. */
function linkOrder({ cart, order }: OrderMoney): Step[] {
  return cart && order?.isUnlinked ? [{ kind: "linkOrder", orderId: order.id, cartId: cart.id }] : []
}

/** The order does not show what is paid: a link or an entry is missing, or an entry is there twice. */
export const isUnrepaired = (money: OrderMoney): boolean =>
  [linkOrder, repair].some((propose) => propose(money).length > 0)

function repair({ order, payments, attempts }: OrderMoney): Step[] {
  if (!order) return []
  const sessions = new Set(attempts.map(({ sessionId }) => sessionId))
  const ours = payments.filter(({ sessionId }) => sessions.has(sessionId))
  const isNotTaken = ({ sessionId }: PaymentFacts) =>
    attempts.some((attempt) => attempt.sessionId === sessionId && isUntaken(attempt))
  // Money that went back before there was an order never paid for it, and money that the gateway has not taken pays for
  // nothing yet: neither belongs into the account. But where the account has a refund of it, it needs the capture, too.
  const paying = ours.filter(
    (payment) =>
      isRefundEntered(order, payment) || (inHand(payment, attempts).isPositive && !isNotTaken(payment)),
  )
  const missing = paying.flatMap((payment) => missingEntries(order, payment))
  const surplus = surplusEntries(order, ours)
  const isMiscounted = order.isMiscounted && paying.length > 0
  if (missing.length + surplus.length === 0 && !isMiscounted) return []
  return [{ kind: "repairAccount", orderId: order.id, missing, surplus }]
}

/** Only after the time in which Medusa counts it itself. */
const recountPayment: Proposal = (_, judged, { now }) =>
  judged.flatMap(({ attempt, verdict }): Step[] => {
    if (verdict.kind !== "captured" && verdict.kind !== "authorized") return []
    const at = recountableFrom(verdict.payment)
    if (at === null || now < at) return []
    return [{ kind: "recountPayment", attemptId: attempt.id, paymentId: verdict.payment.id }]
  })

/** When Medusa must have counted what it has on record of a payment; null where it has. */
export const recountableFrom = ({ uncountedSince = null }: PaymentFacts): number | null =>
  uncountedSince === null ? null : uncountedSince + HANDED_OVER_AFTER

const isRefundEntered = ({ refundEntries }: OrderFacts, { id, refunds }: PaymentFacts) =>
  refundEntries.includes(id) || refunds.some((refund) => refundEntries.includes(refund.id))

const missingEntries = ({ entries }: OrderFacts, { id, captures }: PaymentFacts): MissingEntry[] =>
  captures
    .filter((capture) => !entries.some(({ captureId }) => captureId === capture.id))
    .map((capture) => ({ captureId: capture.id, paymentId: id }))

/** A capture that was entered more than once keeps its first entry; one that Medusa has taken back keeps none. */
function surplusEntries({ entries }: OrderFacts, payments: readonly PaymentFacts[]): string[] {
  const captures = payments.flatMap((payment) => payment.captures.map(({ id }) => id))
  const again = captures.flatMap((captureId) =>
    entries
      .filter((entry) => entry.captureId === captureId)
      .map(({ id }) => id)
      .sort()
      .slice(1),
  )
  return [...again, ...entries.filter(({ isGone }) => isGone).map(({ id }) => id)]
}

/**
 * Medusa completes a cart with an authorized session without asking the provider again, so it would make an order of
 * money that has gone.
 */
const dropSession: Proposal = (money, judged) => {
  const { cart, sessions } = money
  if (!cart) return []
  return judged.flatMap(({ attempt, verdict }): Step[] => {
    const { id: attemptId, sessionId } = attempt
    const isThere = sessions.some(
      ({ id, collectionId }) => id === sessionId && collectionId === cart.collectionId,
    )
    const isAuthorized = paymentOf(money, attempt) !== undefined
    if (!isThere || !isAuthorized || !isGone(money, attempt, verdict)) return []
    return [{ kind: "dropSession", attemptId, sessionId, cartId: cart.id }]
  })
}

/** There is no order, and the money went back or a person has dealt with it: no order may be made of it any more. */
function isGone({ order, attempts }: OrderMoney, attempt: AttemptFacts, verdict: Verdict): boolean {
  if (order) return false
  // "void" and "release": the hold is given up, or has ended.
  if (verdict.kind === "settled_by_person" || verdict.kind === "void" || verdict.kind === "release") {
    return true
  }
  if (verdict.kind !== "captured") return false
  return wantsNoOrder(attempt) || inHand(verdict.payment, attempts).lessThan(attempt.asked)
}

const capture: Proposal = ({ cart, order }, judged) => {
  // The cart's total is compared before money is taken; without it the capture waits.
  if (cart && !order && cart.total === null) return []
  return judged.flatMap(({ attempt, verdict }): Step[] => {
    const unrecorded = verdict.kind === "captured" ? unrecordedCapture(attempt, verdict.payment) : null
    if (verdict.kind !== "capture" && !unrecorded) return []
    const part = verdict.kind === "capture" ? verdict.part : (unrecorded ?? undefined)
    const { id: attemptId, sessionId } = attempt
    return [{ kind: "capture", attemptId, sessionId, ...(part && { part }) }]
  })
}

/** A captured payment becomes an order as soon as possible, unless a person has dealt with it. */
const placeOrder: Proposal = (money, judged) => {
  const { cart, order } = money
  if (!cart || order || cart.total === null) return []
  return judged.flatMap(({ attempt, verdict }): Step[] => {
    if (verdict.kind !== "captured" || !isPlaceable(money, attempt, verdict.payment)) return []
    const { id: paymentId, sessionId } = verdict.payment
    return [{ kind: "placeOrder", attemptId: attempt.id, cartId: cart.id, paymentId, sessionId }]
  })
}

/** The cart still costs what was captured, all of it is in hand, and no person has dealt with it or deleted its order. */
function isPlaceable(money: OrderMoney, attempt: AttemptFacts, payment: PaymentFacts): boolean {
  const isOfCart = money.cart?.collectionId === payment.collectionId
  const isWhole = !inHand(payment, money.attempts).lessThan(attempt.asked)
  if (wantsNoOrder(attempt) || isOrderDeleted(money, attempt)) return false
  return isOfCart && isWhole && !costsAnotherSum(money, attempt)
}

const cancelOrder: Proposal = (money, judged, run) => {
  const toAsk = cancellation(money, judged, run)
  if (!toAsk || !money.order) return []
  const [first] = toAsk
  // One at a time: a gateway that does not answer stops the cancellation.
  if (first) return [{ kind: "observe", attemptId: first.id }]
  return [{ kind: "cancelOrder", attemptId: judged[0]?.attempt.id ?? "", orderId: money.order.id }]
}

/** First what Medusa shows wrongly, then what was begun at the gateway, what gives money back, and what takes it. */
const PROPOSALS: readonly Proposal[] = [
  linkOrder,
  repair,
  recountPayment,
  operate,
  dropSession,
  voidHold,
  captureHold,
  capture,
  authorize,
  placeOrder,
  cancelOrder,
]
