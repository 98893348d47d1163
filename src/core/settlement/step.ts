import { inHand } from "./amounts"
import { cancellation, type Judged } from "./cancel-unpaid"
import type { AttemptFacts, OrderFacts, OrderMoney, PaymentFacts } from "./facts"
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
  /** Let Medusa authorize and capture the session, and complete its cart where no order is there. */
  | { kind: "capture"; attemptId: string; sessionId: string }
  /** Let Medusa complete the cart by the payment that is captured. */
  | { kind: "placeOrder"; attemptId: string; cartId: string; paymentId: string; sessionId: string }
  | { kind: "cancelOrder"; attemptId: string; orderId: string }
  /** Link the order to its cart and to the cart's payments, so that Medusa shows what is paid. */
  | { kind: "linkOrder"; orderId: string; cartId: string }
  /** Take away the session of money that has gone, so that Medusa makes no order of it. */
  | { kind: "dropSession"; attemptId: string; sessionId: string; cartId: string }
  /** Bring the order's account to hold each capture exactly once, and its sums to count what stands there. */
  | { kind: "repairAccount"; orderId: string; missing: MissingEntry[]; surplus: string[] }

export interface MissingEntry {
  captureId: string
  paymentId: string
}

const NONE: Step = { kind: "none" }

/** Names a step, so that one that failed is not tried again in the same run. */
export function stepKey(step: Step): string {
  const of = "attemptId" in step ? step.attemptId : "orderId" in step ? step.orderId : ""
  return `${step.kind} ${of}`
}

/** The first step that is possible and has not failed in this run. */
export function nextStep(money: OrderMoney, judged: readonly Judged[], run: Run): Step {
  for (const propose of [linkOrder, repair, dropSession, capture, placeOrder, cancelOrder]) {
    const step = propose(money, judged, run)
    if (step.kind !== "none" && !run.failed.has(stepKey(step))) return step
  }
  return NONE
}

/** First of all, since Medusa enters what is captured into the order by this link, and cancels its payments by it. */
function linkOrder({ cart, order }: OrderMoney): Step {
  return cart && order?.isUnlinked ? { kind: "linkOrder", orderId: order.id, cartId: cart.id } : NONE
}

/** Medusa does not show yet what is paid: a link or an entry is missing, or an entry stands there twice. */
export const isUnrepaired = (money: OrderMoney): boolean =>
  [linkOrder, repair].some((propose) => propose(money).kind !== "none")

function repair({ order, payments, attempts }: OrderMoney): Step {
  if (!order) return NONE
  const sessions = new Set(attempts.map(({ sessionId }) => sessionId))
  const ours = payments.filter(({ sessionId }) => sessions.has(sessionId))
  // What went back before there was an order never paid for it, and its account tells nothing of that.
  const paying = ours.filter(
    (payment) => inHand(payment, attempts).isPositive || isRefundEntered(order, payment),
  )
  const missing = paying.flatMap((payment) => missingEntries(order, payment))
  const surplus = surplusEntries(order, ours)
  const isMiscounted = order.isMiscounted && paying.length > 0
  return missing.length + surplus.length === 0 && !isMiscounted
    ? NONE
    : { kind: "repairAccount", orderId: order.id, missing, surplus }
}

const isRefundEntered = ({ refundEntries }: OrderFacts, { id, refunds }: PaymentFacts) =>
  refundEntries.includes(id) || refunds.some((refund) => refundEntries.includes(refund.id))

const missingEntries = ({ entries }: OrderFacts, { id, captures }: PaymentFacts): MissingEntry[] =>
  captures
    .filter((capture) => !entries.some(({ captureId }) => captureId === capture.id))
    .map((capture) => ({ captureId: capture.id, paymentId: id }))

/** Of a capture that was entered more than once, the first entry stays. */
function surplusEntries({ entries }: OrderFacts, payments: readonly PaymentFacts[]): string[] {
  const captures = payments.flatMap((payment) => payment.captures.map(({ id }) => id))
  return captures.flatMap((captureId) =>
    entries
      .filter((entry) => entry.captureId === captureId)
      .map(({ id }) => id)
      .sort()
      .slice(1),
  )
}

/**
 * Medusa completes a cart by an authorized session without asking the provider once more, and would make an order of
 * what has gone.
 */
function dropSession(money: OrderMoney, judged: readonly Judged[]): Step {
  const { cart, sessions } = money
  for (const { attempt, verdict } of judged) {
    const { id: attemptId, sessionId } = attempt
    const isThere = sessions.some(
      ({ id, collectionId }) => id === sessionId && collectionId === cart?.collectionId,
    )
    const isAuthorized = paymentOf(money, attempt) !== undefined
    if (cart && isThere && isAuthorized && isGone(money, attempt, verdict))
      return { kind: "dropSession", attemptId, sessionId, cartId: cart.id }
  }
  return NONE
}

/** Before there was an order the money went back, or a person has dealt with it: none may be made of it any more. */
function isGone({ order, attempts }: OrderMoney, attempt: AttemptFacts, verdict: Verdict): boolean {
  if (order) return false
  if (verdict.kind === "settled_by_person") return true
  if (verdict.kind !== "captured") return false
  return wantsNoOrder(attempt) || inHand(verdict.payment, attempts).lessThan(attempt.asked)
}

function capture({ cart, order }: OrderMoney, judged: readonly Judged[]): Step {
  const next = judged.find(({ verdict }) => verdict.kind === "capture")
  // The total is compared before money is taken; a cart without one that could be read waits.
  if (!next || (cart && !order && cart.total === null)) return NONE
  return { kind: "capture", attemptId: next.attempt.id, sessionId: next.attempt.sessionId }
}

/** A captured payment becomes an order as soon as it can, unless a person has dealt with it. */
function placeOrder(money: OrderMoney, judged: readonly Judged[]): Step {
  const { cart, order } = money
  if (!cart || order || cart.total === null) return NONE
  for (const { attempt, verdict } of judged) {
    if (verdict.kind !== "captured" || !isPlaceable(money, attempt, verdict.payment)) continue
    const { id: paymentId, sessionId } = verdict.payment
    return { kind: "placeOrder", attemptId: attempt.id, cartId: cart.id, paymentId, sessionId }
  }
  return NONE
}

/** The cart still costs what was captured, all of it is still in hand, and nobody wants it otherwise. */
function isPlaceable(money: OrderMoney, attempt: AttemptFacts, payment: PaymentFacts): boolean {
  const isOfCart = money.cart?.collectionId === payment.collectionId
  const isWhole = !inHand(payment, money.attempts).lessThan(attempt.asked)
  if (wantsNoOrder(attempt) || isOrderDeleted(money, attempt)) return false
  return isOfCart && isWhole && !costsAnotherSum(money, attempt)
}

function cancelOrder(money: OrderMoney, judged: readonly Judged[], run: Run): Step {
  const toAsk = cancellation(money, judged, run)
  if (!toAsk || !money.order) return NONE
  const [first] = toAsk
  if (first) {
    const observe: Step = { kind: "observe", attemptId: first.id }
    // One that does not answer stops the cancellation, and no other needs to be asked.
    return run.failed.has(stepKey(observe)) ? NONE : observe
  }
  return { kind: "cancelOrder", attemptId: judged[0]?.attempt.id ?? "", orderId: money.order.id }
}
