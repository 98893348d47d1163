import type { Money } from "../money"
import { cancellation, type Judged } from "./cancel-unpaid"
import type { AttemptFacts, OperationFacts, OrderMoney, PaymentFacts } from "./facts/facts"
import {
  captureWithoutOperation,
  mayVoid,
  openOperations,
  recountableFrom,
  unrecordedCapture,
} from "./facts/holds"
import { costsAnotherSum } from "./judge"
import { linkOrder, repairAccount, type MissingEntry } from "./order-account"
import type { Run } from "./plan"
import { isRefundedAtGateway, isRevokedOnce } from "./facts/observations"
import { inHand, isOnRecord } from "./facts/refunds"
import { wantsNoOrder } from "./facts/resolutions"
import { paymentOf } from "./facts/session-owner"
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
        const isUnwanted = isUnwantedCapture(money, attempt, one) || isUnrecordedRefund(money, attempt, one)
        return { kind: "operate", attemptId: attempt.id, operationId: one.id, isUnwanted }
      }),
  )

/** The order is canceled, and Medusa has taken its capture back: no money is taken for it. */
function isUnwantedCapture(money: OrderMoney, attempt: AttemptFacts, { kind, subjectId }: OperationFacts) {
  const isRecorded = paymentOf(money, attempt)?.captures.some(({ id }) => id === subjectId) ?? false
  return kind === "capture" && money.order?.isCanceled === true && !isRecorded
}

/** Medusa took the refund back after it was written down: what was not sent yet is not sent. */
function isUnrecordedRefund(money: OrderMoney, attempt: AttemptFacts, { kind, subjectId }: OperationFacts) {
  const payment = paymentOf(money, attempt)
  return kind === "refund" && payment !== undefined && !isOnRecord(payment, subjectId)
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

/** Only after the time in which Medusa counts it itself. */
const recountPayment: Proposal = (_, judged, { now }) =>
  judged.flatMap(({ attempt, verdict }): Step[] => {
    if (verdict.kind !== "captured" && verdict.kind !== "authorized") return []
    const at = recountableFrom(verdict.payment)
    if (at === null || now < at) return []
    return [{ kind: "recountPayment", attemptId: attempt.id, paymentId: verdict.payment.id }]
  })

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
  if (wantsNoOrder(attempt) || isRefundedAtGateway(attempt)) return true
  return inHand(verdict.payment, attempts).lessThan(attempt.asked)
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

/**
 * The cart still costs what was captured, all of it is in hand, the gateway has taken nothing back, and no person has dealt
 * with it or deleted its order.
 */
function isPlaceable(money: OrderMoney, attempt: AttemptFacts, payment: PaymentFacts): boolean {
  const isOfCart = money.cart?.collectionId === payment.collectionId
  const isWhole = !inHand(payment, money.attempts).lessThan(attempt.asked)
  if (wantsNoOrder(attempt) || isOrderDeleted(money, attempt)) return false
  if (isRefundedAtGateway(attempt) || isRevokedOnce(attempt)) return false
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
  repairAccount,
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
