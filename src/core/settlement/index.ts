export * from "./amounts"
export * from "./facts"
export { costsAnotherSum, isCoveredByAnother, judge, needsCartTotal } from "./judge"
export { captureBefore, capturedAtGateway, isHeld, isUntaken, livingOperations } from "./holds"
export { inHand, refundsOwed, untakenOf, wentBack } from "./refunds"
export { paymentOf } from "./session-owner"
export { isRefundedAtGateway, keepAnswer, observationOfCaptured, ownObservation } from "./observations"
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
