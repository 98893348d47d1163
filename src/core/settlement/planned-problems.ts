import { Money } from "../money"
import { OPERATION_UNCLEAR_AFTER, REFUND_PENDING_AFTER } from "../payment/operation-state"
import { HOUR, MINUTE } from "../pace"
import type { Problem } from "../problem/problems"
import { amountOf, capturedOf, excessOf, observedAmounts, paidAmount, refundedOf } from "./facts/amounts"
import { blockedCancel, overdueCancel, type Judged } from "./cancel-unpaid"
import type { AttemptFacts, KeptObservation, OrderMoney, PaymentFacts } from "./facts/facts"
import { handedOver, isOnItsWay, isVoidStuck, openOperations, warnedFrom } from "./facts/holds"
import { faultOf } from "./facts/integrity"
import { costsAnotherSum, isCoveredByAnother } from "./judge"
import {
  furtherPayments,
  isRefundedAtGateway,
  observationOfCaptured,
  ownObservation,
  strayObservation,
  unboundNumber,
} from "./facts/observations"
import { isUnrepaired } from "./order-account"
import { inHand, refundedUnrecorded, refundsOwed, returnedByRefunds } from "./facts/refunds"
import { isDealtWith, leftOf, partLeft } from "./facts/resolutions"
import { ownerOf, paymentOf } from "./facts/session-owner"
import {
  cancelableFrom,
  isContradicted,
  isRevoked,
  isDenied,
  isOpenEnded,
  isUnattended,
  isUnfinished,
  SILENT_FOR,
  unfinishedFrom,
  WATCH_MS,
  watchedUntil,
} from "./watch"

/** A problem that ought to be open. */
export interface PlannedProblem {
  kind: Problem
  attemptId: string
  /** The refund that the problem is about, if any. */
  refundId: string | null
  /** The gateway's number of the payment, where that is not the attempt's own. */
  gatewayId: string | null
  /** Null where nobody knows the sum. */
  amount: Money | null
}

/** The kinds that settlement opens and clears; payouts and the reading of a gateway's list open the others. */
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

/** A gateway's API may lag behind its notification. */
const DENIED_AFTER = 30 * MINUTE
/** A gateway may not show a payment yet that it has just created. */
const CONTRADICTED_AFTER = 2 * MINUTE
/** Longer than a deployment takes: during one, processes run with different entries. */
const ENTRY_MISSING_AFTER = HOUR
/** What Medusa could not do by then needs a person; settlement still tries it. */
export const STUCK_AFTER = 6 * HOUR

/** All problems that ought to be open for one order's money. */
export function problemsOf(money: OrderMoney, judged: readonly Judged[], now: number): PlannedProblem[] {
  const overdue = overdueCancel(money, judged, now - STUCK_AFTER)
  const blocking = blockedCancel(money, judged, now - STUCK_AFTER)
  return judged.flatMap((one) => {
    const { attempt } = one
    const all = problemsOfOne(money, one, now)
    if (attempt === overdue) all.push(problemOf(attempt, "order_not_canceled", null))
    const isMissing = all.some(({ kind }) => kind === "entry_missing")
    if (blocking.includes(attempt) && !isMissing) all.push(problemOf(attempt, "entry_missing", null))
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

export const problemOf = (
  { id }: Pick<AttemptFacts, "id">,
  kind: Problem,
  amount: Money | null,
  gatewayId: string | null = null,
): PlannedProblem => ({ kind, attemptId: id, refundId: null, gatewayId, amount })

/** The problems of money that Medusa has not captured. */
function ofOpen(money: OrderMoney, { attempt, verdict }: Judged, now: number): PlannedProblem[] {
  // A deployment may be under way, so that another process has the entry, or will in a moment.
  const isYoung = now - attempt.createdAt < ENTRY_MISSING_AFTER
  switch (verdict.kind) {
    case "hold":
      if (verdict.problem === "entry_missing" && isYoung) return []
      return [
        problemOf(attempt, verdict.problem, verdict.amount, verdict.gatewayId),
        ...(verdict.problem === "reference_mismatch" ? [] : ofContradiction(attempt, now)),
      ]
    case "capture":
      return [
        ...(verdict.excess ? [problemOf(attempt, "overpaid", verdict.excess)] : []),
        ...(now - (attempt.clearedAt ?? now) >= STUCK_AFTER
          ? [problemOf(attempt, "orphan", verdict.part ?? attempt.asked)]
          : []),
      ]
    case "authorize": {
      const isStuck = now - attempt.createdAt >= STUCK_AFTER && attempt.clearedAt === null
      return isStuck ? [problemOf(attempt, "no_order", attempt.asked)] : []
    }
    case "authorized": {
      // A capture would take the money twice, so no problem asks for one.
      if (isCoveredByAnother(money, attempt)) return [problemOf(attempt, "paid_twice", attempt.asked)]
      const from = warnedFrom(attempt)
      return from !== null && now >= from ? [problemOf(attempt, "hold_expiring", attempt.asked)] : []
    }
    case "void":
      return isVoidStuck(attempt) ? [problemOf(attempt, verdict.problem, attempt.asked)] : []
    case "wait":
      return [
        ...(isUnattended(attempt) && !isYoung ? [problemOf(attempt, "entry_missing", null)] : []),
        ...ofDenied(attempt, now),
        ...ofContradiction(attempt, now),
        ...ofWaiting(money, attempt, verdict.inConfirmation, now),
      ]
    case "release":
      if (isHoldLost(money, attempt)) return [problemOf(attempt, "hold_expired", attempt.asked)]
      return verdict.status === "refunded"
        ? []
        : [...ofDenied(attempt, now), ...ofContradiction(attempt, now)]
    case "captured":
    case "settled_by_person":
      return []
  }
}

/** A genuine notification said "paid" some time ago, and the gateway's API does not show it. */
function ofDenied(attempt: AttemptFacts, now: number): PlannedProblem[] {
  if (!isDenied(attempt) || now - (attempt.claimedAt ?? now) < DENIED_AFTER) return []
  const received = attempt.claims.paid?.received
  const amount = received ? Money.rounded(received, attempt.asked.currency) : null
  return [problemOf(attempt, "claim_denied", amount)]
}

function ofContradiction(attempt: AttemptFacts, now: number): PlannedProblem[] {
  const isOld = now - attempt.createdAt >= CONTRADICTED_AFTER
  const isMoney = strayObservation(attempt)?.status === "paid"
  const isDoubtful = isContradicted(attempt) || isRevoked(attempt)
  return isDoubtful && (isOld || isMoney) ? [problemOf(attempt, "reference_mismatch", null)] : []
}

/** A payment that the gateway calls more than pending, or that came in part, never expires without a problem. */
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
    if (isPart) return [problemOf(attempt, "underpaid", partLeft(attempt, came) ?? came, number)]
    // The problem "claim_denied" says it already.
    return isDenied(attempt) ? [] : [problemOf(attempt, "unconfirmed", came, number)]
  }
  const until = watchedUntil(money, attempt) + SILENT_FOR
  const isSilent = attempt.askedAt !== null && isOpenEnded(money, attempt) && now >= until
  return isSilent ? [problemOf(attempt, "unconfirmed", null)] : []
}

function receivedOf(attempt: AttemptFacts): Money | null {
  const observed = ownObservation(attempt)
  const received = observed ? (observedAmounts(observed, attempt.asked)?.received ?? null) : null
  return received?.isPositive ? received : null
}

/** The problems of money that Medusa has captured. */
function ofCaptured(
  money: OrderMoney,
  attempt: AttemptFacts,
  payment: PaymentFacts,
  now: number,
): PlannedProblem[] {
  const rest = inHand(payment, money.attempts)
  if (isRefundedAtGateway(attempt) && rest.isPositive)
    return [problemOf(attempt, "refunded_at_gateway", rest)]
  const unrecorded = refundedUnrecorded(attempt, handedOver(payment, now))
  return [
    ...(unrecorded.isPositive ? [problemOf(attempt, "refunded_at_gateway", unrecorded)] : []),
    ...owedRefunds(attempt, payment, now),
    ...(rest.isPositive ? ofMoneyInHand(money, attempt, payment, rest, now) : []),
    ...ofReturned(money, attempt, payment),
    ...ofExcess(attempt),
  ]
}

/**
 * A person returned the money because it had no order, and Medusa has made one all the same: it shows as paid what is
 * gone.
 */
function ofReturned({ order }: OrderMoney, attempt: AttemptFacts, payment: PaymentFacts): PlannedProblem[] {
  const isOfOrder = order?.entries.some(({ captureId }) =>
    payment.captures.some(({ id }) => id === captureId),
  )
  if (!order || order.isCanceled || !isOfOrder) return []
  const returns = attempt.resolutions.filter(
    ({ action, kind }) => action === "returned" && kind === "no_order",
  )
  const returned = amountOf(returns, payment.currency).minus(returnedByRefunds(attempt, payment))
  return returned.isPositive ? [problemOf(attempt, "order_total_differs", returned)] : []
}

/**
 * An order was placed on a hold that has ended, and no other money pays for it. For a canceled order it matters only
 * where Medusa shows money as captured: a process may have died between writing that down and asking the gateway.
 */
function isHoldLost(money: OrderMoney, attempt: AttemptFacts): boolean {
  const { order } = money
  const payment = paymentOf(money, attempt)
  if (!order || !payment) return false
  if (order.isCanceled) return refundedOf(payment).lessThan(capturedOf(payment))
  if (payment.isCanceled) return false
  // The hold may have been voided while Medusa was making an order of the cart.
  return !isCoveredByAnother(money, attempt)
}

/** Operations that have had no clear answer for too long, that the gateway does not finish, or whose result is in doubt. */
function ofOperations(attempt: AttemptFacts, now: number): PlannedProblem[] {
  const late = openOperations(attempt).filter(
    ({ state, createdAt }) =>
      now - createdAt >= (state === "pending" ? REFUND_PENDING_AFTER : OPERATION_UNCLEAR_AFTER),
  )
  const doubtful = attempt.operations.filter(({ isInDoubt }) => isInDoubt)
  return [...late, ...doubtful].map(({ kind, amount, subjectId }) => ({
    ...problemOf(attempt, "operation_unclear", amount),
    refundId: kind === "refund" ? subjectId : null,
  }))
}

/** The problems of captured money that is still in hand: it belongs to one living order that costs this sum. */
function ofMoneyInHand(
  money: OrderMoney,
  attempt: AttemptFacts,
  payment: PaymentFacts,
  rest: Money,
  now: number,
): PlannedProblem[] {
  const { order } = money
  if (!order) return [problemOf(attempt, "no_order", rest)]
  if (order.isCanceled) return [problemOf(attempt, "refund_owed", rest)]
  if (isSecondOfCollection(money, payment)) return [problemOf(attempt, "paid_twice", rest)]
  const isBrokenOff = isUnfinished(order, attempt) && now >= unfinishedFrom(order)
  const isStuck = isUnrepaired(money) && now - Math.max(order.placedAt, attempt.clearedAt ?? 0) >= STUCK_AFTER
  return [
    ...(costsAnotherSum(money, attempt) ? [problemOf(attempt, "order_total_differs", rest)] : []),
    ...(isBrokenOff || isStuck ? [problemOf(attempt, "order_unfinished", rest)] : []),
  ]
}

/** Another payment of the same collection is in hand, too: one that was captured before, or another provider's. */
const isSecondOfCollection = ({ payments, attempts }: OrderMoney, { id, collectionId }: PaymentFacts) =>
  payments.some(
    (other) =>
      other.id !== id &&
      other.collectionId === collectionId &&
      (other.id < id || ownerOf(attempts, other.sessionId) === undefined) &&
      inHand(other, attempts).isPositive,
  )

/** Medusa's refunds that still have to go back and that nothing is carrying out. */
const owedRefunds = (attempt: AttemptFacts, payment: PaymentFacts, now: number): PlannedProblem[] =>
  [...refundsOwed(attempt, payment)]
    .filter(([id, amount]) => amount.isPositive && !isOnItsWay(attempt, payment, id, now))
    .map(([refundId, amount]) => ({ ...problemOf(attempt, "refund_owed", amount), refundId }))

function ofExcess(attempt: AttemptFacts): PlannedProblem[] {
  const excess = excessOf(attempt, observationOfCaptured(attempt))
  return excess ? [problemOf(attempt, "overpaid", excess)] : []
}

/**
 * A link that was opened twice may be paid twice: each further payment that is paid is a problem of its own, and so is
 * one that stays in confirmation.
 */
const ofFurtherPayments = (money: OrderMoney, attempt: AttemptFacts, now: number): PlannedProblem[] =>
  furtherPayments(attempt).flatMap((payment) => {
    if (payment.status === "paid") return ofFurtherPaid(attempt, payment)
    const isLate = now >= watchedUntil(money, attempt)
    return isLate ? [problemOf(attempt, "unconfirmed", null, payment.gatewayId)] : []
  })

function ofFurtherPaid(attempt: AttemptFacts, payment: KeptObservation): PlannedProblem[] {
  const fault = faultOf(attempt, payment)
  const problem = fault?.problem ?? "paid_twice"
  const amount = fault ? fault.amount : (paidAmount(attempt.asked, payment) ?? null)
  const left = leftOf(attempt.resolutions, payment.gatewayId, problem, amount)
  if (left.kind === "nothing") return []
  return [problemOf(attempt, problem, left.kind === "rest" ? left.amount : amount, payment.gatewayId)]
}
