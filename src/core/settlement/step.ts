import type { Money } from "../money"
import { inHand } from "./amounts"
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
import { wantsNoOrder } from "./persons"
import type { Run } from "./plan"
import { paymentOf } from "./session-owner"
import type { Verdict } from "./verdict"
import { isOrderDeleted } from "./watch"

/** The next thing to do about one order's money. Only `capture` moves money, and only ever up to what was asked. */
export type Step =
  | { kind: "none" }
  /** Ask the gateway about an attempt: its answer is needed before anything else may be done. */
  | { kind: "observe"; attemptId: string }
  /**
   * Let Medusa authorize and capture the session, and complete its cart where no order is there. `part`: what of an
   * authorized payment was captured, where that is not all of it.
   */
  | { kind: "capture"; attemptId: string; sessionId: string; part?: Money }
  /** Let Medusa authorize the session, and complete its cart where no order is there: the money is held. */
  | {
      kind: "authorize"
      attemptId: string
      sessionId: string
      cartId: string | null
      paymentId: string | null
    }
  /** Write down that a hold is given up; carrying it out is a step of its own. */
  | { kind: "void"; attemptId: string }
  /** Write down that a hold is captured for a capture that Medusa has on record; likewise. */
  | { kind: "captureHold"; attemptId: string; captureId: string; amount: Money }
  /**
   * Carry a capture, void or refund out at the gateway. `isUnwanted`: it is only looked up whether it was done, since
   * nothing asks for it any more.
   */
  | { kind: "operate"; attemptId: string; operationId: string; isUnwanted: boolean }
  /** Let Medusa complete the cart by the payment that is captured. */
  | { kind: "placeOrder"; attemptId: string; cartId: string; paymentId: string; sessionId: string }
  | { kind: "cancelOrder"; attemptId: string; orderId: string }
  /** Link the order to its cart and to the cart's payments, so that Medusa shows what is paid. */
  | { kind: "linkOrder"; orderId: string; cartId: string }
  /** Take away the session of money that has gone, so that Medusa makes no order of it. */
  | { kind: "dropSession"; attemptId: string; sessionId: string; cartId: string }
  /** Bring what Medusa's pages show of a payment to what it has on record. */
  | { kind: "recountPayment"; attemptId: string; paymentId: string }
  /** Bring the order's account to hold each capture exactly once, and its sums to count what stands there. */
  | { kind: "repairAccount"; orderId: string; missing: MissingEntry[]; surplus: string[] }

export interface MissingEntry {
  captureId: string
  paymentId: string
}

/** What could be done, in the order in which it is tried. */
type Proposal = (money: OrderMoney, judged: readonly Judged[], run: Run) => Step[]

const NONE: Step = { kind: "none" }

/** Names a step, so that one that failed is not tried again in the same run. */
export function stepKey(step: Step): string {
  if (step.kind === "operate") return `operate ${step.operationId}`
  const of = "attemptId" in step ? step.attemptId : "orderId" in step ? step.orderId : ""
  return `${step.kind} ${of}`
}

/** The first step that is possible and has not failed in this run: what fails for one payment stops no other. */
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

/** No money is taken for a canceled order: Medusa has taken the capture back, and what was held is given up. */
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

/** The order is placed as soon as the money is held; one that Medusa did not complete is placed again. */
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

/** First of all, since Medusa enters what is captured into the order by this link, and cancels its payments by it. */
function linkOrder({ cart, order }: OrderMoney): Step[] {
  return cart && order?.isUnlinked ? [{ kind: "linkOrder", orderId: order.id, cartId: cart.id }] : []
}

/** Medusa does not show yet what is paid: a link or an entry is missing, or an entry stands there twice. */
export const isUnrepaired = (money: OrderMoney): boolean =>
  [linkOrder, repair].some((propose) => propose(money).length > 0)

function repair({ order, payments, attempts }: OrderMoney): Step[] {
  if (!order) return []
  const sessions = new Set(attempts.map(({ sessionId }) => sessionId))
  const ours = payments.filter(({ sessionId }) => sessions.has(sessionId))
  // What went back before there was an order never paid for it, and its account tells nothing of that. What the gateway
  // still holds is not paid, whatever Medusa has begun to write down; but where a refund of it stands, both do.
  const isNotTaken = ({ sessionId }: PaymentFacts) =>
    attempts.some((attempt) => attempt.sessionId === sessionId && isUntaken(attempt))
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

/** Where Medusa may still be at it, it is let. */
const recountPayment: Proposal = (_, judged, { now }) =>
  judged.flatMap(({ attempt, verdict }): Step[] => {
    if (verdict.kind !== "captured" && verdict.kind !== "authorized") return []
    const at = recountableFrom(verdict.payment)
    if (at === null || now < at) return []
    return [{ kind: "recountPayment", attemptId: attempt.id, paymentId: verdict.payment.id }]
  })

/** When Medusa must have counted what it has on record of a payment; null where it has. */
export const recountableFrom = ({ uncountedSince }: PaymentFacts): number | null =>
  uncountedSince === null || uncountedSince === undefined ? null : uncountedSince + HANDED_OVER_AFTER

const isRefundEntered = ({ refundEntries }: OrderFacts, { id, refunds }: PaymentFacts) =>
  refundEntries.includes(id) || refunds.some((refund) => refundEntries.includes(refund.id))

const missingEntries = ({ entries }: OrderFacts, { id, captures }: PaymentFacts): MissingEntry[] =>
  captures
    .filter((capture) => !entries.some(({ captureId }) => captureId === capture.id))
    .map((capture) => ({ captureId: capture.id, paymentId: id }))

/** Of a capture that was entered more than once, the first entry stays; of one that Medusa has taken back, none. */
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
 * Medusa completes a cart by an authorized session without asking the provider once more, and would make an order of
 * what has gone.
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

/** Before there was an order the money went back, or a person has dealt with it: none may be made of it any more. */
function isGone({ order, attempts }: OrderMoney, attempt: AttemptFacts, verdict: Verdict): boolean {
  if (order) return false
  // A hold that is given up, or has ended.
  if (verdict.kind === "settled_by_person" || verdict.kind === "void" || verdict.kind === "release")
    return true
  if (verdict.kind !== "captured") return false
  return wantsNoOrder(attempt) || inHand(verdict.payment, attempts).lessThan(attempt.asked)
}

const capture: Proposal = ({ cart, order }, judged) => {
  // The total is compared before money is taken; a cart without one that could be read waits.
  if (cart && !order && cart.total === null) return []
  return judged.flatMap(({ attempt, verdict }): Step[] => {
    const unrecorded = verdict.kind === "captured" ? unrecordedCapture(attempt, verdict.payment) : null
    if (verdict.kind !== "capture" && !unrecorded) return []
    const part = verdict.kind === "capture" ? verdict.part : (unrecorded ?? undefined)
    const { id: attemptId, sessionId } = attempt
    return [{ kind: "capture", attemptId, sessionId, ...(part && { part }) }]
  })
}

/** A captured payment becomes an order as soon as it can, unless a person has dealt with it. */
const placeOrder: Proposal = (money, judged) => {
  const { cart, order } = money
  if (!cart || order || cart.total === null) return []
  return judged.flatMap(({ attempt, verdict }): Step[] => {
    if (verdict.kind !== "captured" || !isPlaceable(money, attempt, verdict.payment)) return []
    const { id: paymentId, sessionId } = verdict.payment
    return [{ kind: "placeOrder", attemptId: attempt.id, cartId: cart.id, paymentId, sessionId }]
  })
}

/** The cart still costs what was captured, all of it is still in hand, and nobody wants it otherwise. */
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
  // One that does not answer stops the cancellation, and no other needs to be asked.
  if (first) return [{ kind: "observe", attemptId: first.id }]
  return [{ kind: "cancelOrder", attemptId: judged[0]?.attempt.id ?? "", orderId: money.order.id }]
}

/** In this order: what Medusa shows wrongly, what was begun at the gateway, what gives money back, what takes it. */
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
