export { capturedOf, observedAmounts, remainder, sumOf, totalOf } from "./facts/amounts"
export * from "./facts/facts"
export { costsAnotherSum, isCoveredByAnother, judge, needsCartTotal } from "./judge"
export { captureBefore, capturedAtGateway, isHeld, isUntaken, livingOperations } from "./facts/holds"
export { inHand, isUndone, refundsOwed, unrecordedRefunds, untakenOf, wentBack } from "./facts/refunds"
export { paymentOf } from "./facts/session-owner"
export { isRefundedAtGateway, keepAnswer, observationOfCaptured, ownObservation } from "./facts/observations"
export {
  isUnreadable,
  plan,
  planOfUnreadable,
  type AttemptPlan,
  type Decision,
  type Plan,
  type Run,
} from "./plan"
export { SETTLEMENT_PROBLEMS, type PlannedProblem } from "./planned-problems"
export type { MissingEntry } from "./order-account"
export { stepKey, type Step } from "./step"
export type { Verdict } from "./verdict"
