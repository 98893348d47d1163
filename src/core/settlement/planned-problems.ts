import type { Money } from "../money"
import { OPERATION_UNCLEAR_AFTER, REFUND_PENDING_AFTER } from "../operation-state"
import type { Problem } from "../problems"
import { amountOf, capturedOf, excessOf, inHand, observedAmounts, paidAmount, refundedOf } from "./amounts"
import { blockedCancel, overdueCancel, type Judged } from "./cancel-unpaid"
import type { AttemptFacts, KeptObservation, OrderMoney, PaymentFacts } from "./facts"
import { faultOf } from "./integrity"
import { handedOver, isOnItsWay, isVoidStuck, openOperations, warnedFrom } from "./holds"
import { costsAnotherSum, isCoveredByAnother } from "./judge"
import { isDealtWith, leftOf, partLeft } from "./persons"
import { refundedUnrecorded, refundsOwed, returnedByRefunds } from "./refunds"
import { ownerOf, paymentOf } from "./session-owner"
import { isUnrepaired } from "./step"
import {
  furtherPayments,
  isRefundedAtGateway,
  observationOfCaptured,
  ownObservation,
  strayObservation,
  unboundNumber,
} from "./observations"
import {
  cancelableFrom,
  isContradicted,
  isDenied,
  isOpenEnded,
  isUnattended,
  isUnfinished,
  SILENT_FOR,
  unfinishedFrom,
  WATCH_MS,
  watchedUntil,
} from "./watch"

/** A problem that ought to be open. Kind and subject name it. */
export interface PlannedProblem {
  kind: Problem
  attemptId: string
  /** The refund that is owed, where it is about one. */
  refundId: string | null
  /** The gateway's payment, where it is not the attempt's own. */
  gatewayId: string | null
  /** Null where nobody knows the sum. */
  amount: Money | null
}

/** Kinds that settlement opens and clears; the others belong to payouts and to the reading of a gateway's list. */
export const SETTLEMENT_PROBLEMS = [
  "underpaid",
  "overpaid",
  "paid_twice",
  "orphan",
  "paid_late",
  "canceled_after_part",
  "amount_mismatch",
  "currency_mismatch",
  "reference_mismatch",
  "test_payment",
  "refunded_at_gateway",
  "no_order",
  "order_total_differs",
  "order_unfinished",
  "order_not_canceled",
  "refund_owed",
  "unconfirmed",
  "claim_denied",
  "entry_missing",
  "unreadable",
  "hold_expiring",
  "hold_expired",
  "operation_unclear",
] as const satisfies readonly Problem[]

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** A gateway's list may lag behind its notification. */
const DENIED_AFTER = 30 * MINUTE
/** A gateway may not know a payment yet that it has just taken. */
const CONTRADICTED_AFTER = 2 * MINUTE
/** Longer than a deployment takes, during which processes run different entries. */
const ENTRY_MISSING_AFTER = HOUR
/** What Medusa could not do by then, whatever the reason, needs a person; it is tried on. */
export const STUCK_AFTER = 6 * HOUR

/** The whole set of problems of one order's money. */
export function problemsOf(money: OrderMoney, judged: readonly Judged[], now: number): PlannedProblem[] {
  const overdue = overdueCancel(money, judged, now - STUCK_AFTER)
  const blocking = blockedCancel(money, judged, now - STUCK_AFTER)
  return judged.flatMap((one) => {
    const { attempt } = one
    const all = problemsOfOne(money, one, now)
    if (attempt === overdue) all.push(about(attempt, "order_not_canceled", null))
    const isTold = all.some(({ kind }) => kind === "entry_missing")
    if (blocking.includes(attempt) && !isTold) all.push(about(attempt, "entry_missing", null))
    return all.filter((problem) => !isDealtWith(attempt, problem, paymentOf(money, attempt)))
  })
}

function problemsOfOne(money: OrderMoney, judged: Judged, now: number): PlannedProblem[] {
  const { attempt, verdict } = judged
  const own =
    verdict.kind === "captured"
      ? ofCaptured(money, attempt, verdict.payment, now)
      : ofOpen(money, judged, now)
  return [...own, ...ofOperations(attempt, now), ...ofFurtherPayments(money, attempt, now)]
}

export const about = (
  { id }: Pick<AttemptFacts, "id">,
  kind: Problem,
  amount: Money | null,
  gatewayId: string | null = null,
): PlannedProblem => ({ kind, attemptId: id, refundId: null, gatewayId, amount })

/** What is not captured. */
function ofOpen(money: OrderMoney, { attempt, verdict }: Judged, now: number): PlannedProblem[] {
  const denied =
    isDenied(attempt) && now - (attempt.claimedAt ?? now) >= DENIED_AFTER
      ? [about(attempt, "claim_denied", claimedAmount(attempt))]
      : []
  // Another process may run the entry, or will in a moment: a deployment is under way.
  const isYoung = now - attempt.createdAt < ENTRY_MISSING_AFTER
  const unattended = isUnattended(attempt) && !isYoung ? [about(attempt, "entry_missing", null)] : []
  switch (verdict.kind) {
    case "hold":
      if (verdict.problem === "entry_missing" && isYoung) return []
      return [
        about(attempt, verdict.problem, verdict.amount, verdict.gatewayId),
        ...(verdict.problem === "reference_mismatch" ? [] : ofContradiction(attempt, now)),
      ]
    case "capture":
      return [
        ...(verdict.excess ? [about(attempt, "overpaid", verdict.excess)] : []),
        ...(now - (attempt.clearedAt ?? now) >= STUCK_AFTER
          ? [about(attempt, "orphan", verdict.part ?? attempt.asked)]
          : []),
      ]
    case "authorize": {
      const isStuck = now - attempt.createdAt >= STUCK_AFTER && attempt.clearedAt === null
      return isStuck ? [about(attempt, "no_order", attempt.asked)] : []
    }
    case "authorized": {
      // Whoever captured it, too, would take the money twice; so nobody is asked to.
      if (isCoveredByAnother(money, attempt)) return [about(attempt, "paid_twice", attempt.asked)]
      const from = warnedFrom(attempt)
      return from !== null && now >= from ? [about(attempt, "hold_expiring", attempt.asked)] : []
    }
    case "void":
      return isVoidStuck(attempt) ? [about(attempt, verdict.problem, attempt.asked)] : []
    case "wait":
      return [
        ...unattended,
        ...denied,
        ...ofContradiction(attempt, now),
        ...ofWaiting(money, attempt, verdict.inConfirmation, now),
      ]
    case "release":
      if (isHoldLost(money, attempt)) return [about(attempt, "hold_expired", attempt.asked)]
      return verdict.status === "refunded" ? [] : [...denied, ...ofContradiction(attempt, now)]
    case "captured":
    case "settled_by_person":
      return []
  }
}

function ofContradiction(attempt: AttemptFacts, now: number): PlannedProblem[] {
  const isOld = now - attempt.createdAt >= CONTRADICTED_AFTER
  const isMoney = strayObservation(attempt)?.status === "paid"
  return isContradicted(attempt) && (isOld || isMoney) ? [about(attempt, "reference_mismatch", null)] : []
}

/** What is more than pending never ends in silence; nor does a part that came, when nothing more is awaited. */
function ofWaiting(
  money: OrderMoney,
  attempt: AttemptFacts,
  inConfirmation: boolean,
  now: number,
): PlannedProblem[] {
  const usual = attempt.createdAt + WATCH_MS
  const came = receivedOf(attempt)
  const isPart = came !== null && came.lessThan(attempt.asked)
  const cancelable = isPart ? (cancelableFrom(money) ?? usual) : usual
  if (inConfirmation && now >= Math.min(cancelable, usual)) {
    const number = unboundNumber(attempt)
    if (isPart) return [about(attempt, "underpaid", partLeft(attempt, came) ?? came, number)]
    // All that a claim told is told as a claim.
    return isDenied(attempt) ? [] : [about(attempt, "unconfirmed", came, number)]
  }
  const until = watchedUntil(money, attempt) + SILENT_FOR
  const isSilent = attempt.askedAt !== null && isOpenEnded(money, attempt) && now >= until
  return isSilent ? [about(attempt, "unconfirmed", null)] : []
}

function receivedOf(attempt: AttemptFacts): Money | null {
  const observed = ownObservation(attempt)
  const received = observed ? (observedAmounts(observed, attempt.asked)?.received ?? null) : null
  return received?.isPositive ? received : null
}

function claimedAmount({ claims, asked }: AttemptFacts): Money | null {
  const received = claims.paid?.received
  return received ? amountOf([{ amount: received } as never], asked.currency) : null
}

/** What Medusa has captured. */
function ofCaptured(
  money: OrderMoney,
  attempt: AttemptFacts,
  payment: PaymentFacts,
  now: number,
): PlannedProblem[] {
  const rest = inHand(payment, money.attempts)
  if (isRefundedAtGateway(attempt) && rest.isPositive) return [about(attempt, "refunded_at_gateway", rest)]
  const unrecorded = refundedUnrecorded(attempt, handedOver(payment, now))
  return [
    ...(unrecorded.isPositive ? [about(attempt, "refunded_at_gateway", unrecorded)] : []),
    ...owedRefunds(attempt, payment, now),
    ...(rest.isPositive ? ofMoneyInHand(money, attempt, payment, rest, now) : []),
    ...ofReturned(money, attempt, payment),
    ...ofExcess(attempt),
  ]
}

/**
 * A person has returned the money since there was no order, and Medusa has made one of it all the same: the order shows
 * as paid what is gone.
 */
function ofReturned({ order }: OrderMoney, attempt: AttemptFacts, payment: PaymentFacts): PlannedProblem[] {
  const isOfOrder = order?.entries.some(({ captureId }) =>
    payment.captures.some(({ id }) => id === captureId),
  )
  if (!order || order.isCanceled || !isOfOrder) return []
  const words = attempt.words.filter(({ action, kind }) => action === "returned" && kind === "no_order")
  const returned = amountOf(words, payment.currency).minus(returnedByRefunds(attempt, payment))
  return returned.isPositive ? [about(attempt, "order_total_differs", returned)] : []
}

/**
 * An order was placed by a hold that has ended, and no other money pays for it. Of a canceled order only what Medusa shows
 * as captured matters: a process may have died between writing that down and asking the gateway.
 */
function isHoldLost(money: OrderMoney, attempt: AttemptFacts): boolean {
  const { order } = money
  const payment = paymentOf(money, attempt)
  if (!order || !payment) return false
  if (order.isCanceled) return refundedOf(payment).lessThan(capturedOf(payment))
  if (payment.isCanceled) return false
  // It may have been given up for a cart that Medusa was making an order of at the same moment.
  return !isCoveredByAnother(money, attempt)
}

/** What was sent to the gateway for so long without a clear answer, is not finished there, or was done in doubt. */
function ofOperations(attempt: AttemptFacts, now: number): PlannedProblem[] {
  const late = openOperations(attempt).filter(
    ({ state, createdAt }) =>
      now - createdAt >= (state === "pending" ? REFUND_PENDING_AFTER : OPERATION_UNCLEAR_AFTER),
  )
  const doubtful = attempt.operations.filter(({ isInDoubt }) => isInDoubt)
  return [...late, ...doubtful].map(({ kind, amount, subjectId }) => ({
    ...about(attempt, "operation_unclear", amount),
    refundId: kind === "refund" ? subjectId : null,
  }))
}

/** Captured money belongs to a living order that costs this sum, and to it alone. */
function ofMoneyInHand(
  money: OrderMoney,
  attempt: AttemptFacts,
  payment: PaymentFacts,
  rest: Money,
  now: number,
): PlannedProblem[] {
  const { order } = money
  if (!order) return [about(attempt, "no_order", rest)]
  if (order.isCanceled) return [about(attempt, "refund_owed", rest)]
  if (isSecondOfCollection(money, payment)) return [about(attempt, "paid_twice", rest)]
  const isLeft = isUnfinished(order, attempt) && now >= unfinishedFrom(order)
  const isStuck = isUnrepaired(money) && now - Math.max(order.placedAt, attempt.clearedAt ?? 0) >= STUCK_AFTER
  return [
    ...(costsAnotherSum(money, attempt) ? [about(attempt, "order_total_differs", rest)] : []),
    ...(isLeft || isStuck ? [about(attempt, "order_unfinished", rest)] : []),
  ]
}

/**
 * Another payment of the same collection is in hand, too: one that was captured before, or another provider's, of which
 * nobody else tells.
 */
const isSecondOfCollection = ({ payments, attempts }: OrderMoney, { id, collectionId }: PaymentFacts) =>
  payments.some(
    (other) =>
      other.id !== id &&
      other.collectionId === collectionId &&
      (other.id < id || ownerOf(attempts, other.sessionId) === undefined) &&
      inHand(other, attempts).isPositive,
  )

/** Medusa's refunds that nothing carries out and nobody has carried out. */
const owedRefunds = (attempt: AttemptFacts, payment: PaymentFacts, now: number): PlannedProblem[] =>
  [...refundsOwed(attempt, payment)]
    .filter(([id, amount]) => amount.isPositive && !isOnItsWay(attempt, payment, id, now))
    .map(([refundId, amount]) => ({
      kind: "refund_owed",
      attemptId: attempt.id,
      refundId,
      gatewayId: null,
      amount,
    }))

/** What came beyond what was asked; by the sum of the payment where no other is told. */
function ofExcess(attempt: AttemptFacts): PlannedProblem[] {
  const excess = excessOf(attempt, observationOfCaptured(attempt))
  return excess ? [about(attempt, "overpaid", excess)] : []
}

/**
 * A link that was opened twice may be paid twice: each further payment is one problem, with its sum; so is one that the
 * gateway leaves in confirmation.
 */
const ofFurtherPayments = (money: OrderMoney, attempt: AttemptFacts, now: number): PlannedProblem[] =>
  furtherPayments(attempt).flatMap((payment) => {
    if (payment.status === "paid") return ofFurtherPaid(attempt, payment)
    const isLate = now >= watchedUntil(money, attempt)
    return isLate ? [about(attempt, "unconfirmed", null, payment.gatewayId)] : []
  })

function ofFurtherPaid(attempt: AttemptFacts, payment: KeptObservation): PlannedProblem[] {
  const fault = faultOf(attempt, payment)
  const problem = fault?.problem ?? "paid_twice"
  const amount = fault ? fault.amount : (paidAmount(attempt.asked, payment) ?? null)
  const left = leftOf(attempt.words, payment.gatewayId, problem, amount)
  if (left.kind === "nothing") return []
  return [about(attempt, problem, left.kind === "rest" ? left.amount : amount, payment.gatewayId)]
}
