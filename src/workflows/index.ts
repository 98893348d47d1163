export * from "./payouts"
export { sweep, type SweepReport } from "./sweep"
export { settlePaymentWorkflow, type SettlePaymentInput, type SettlePaymentResult } from "./settle-payment"
export {
  recordProblemActionWorkflow,
  resolveProblemWorkflow,
  type ProblemActionInput,
  type ResolveProblemInput,
} from "./problems"
