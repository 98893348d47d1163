/**
 * The plugin's public workflows. Each has one step, a plain function of `payouts`, `problems` or `settlement`, since money is
 * never compensated by running steps backwards.
 *
 * @packageDocumentation
 */
export {
  PAYOUT_UPDATED,
  type CreatePayoutInput,
  type DecidePayoutInput,
  type SendPayoutInput,
} from "../payouts"
export type { ProblemActionInput, ResolveProblemInput } from "../problems"
export type { SweepReport } from "../background"
export {
  approvePayoutWorkflow,
  cancelPayoutWorkflow,
  checkPayoutWorkflow,
  createPayoutWorkflow,
  sendPayoutWorkflow,
} from "./payouts"
export { recordProblemActionWorkflow, resolveProblemWorkflow } from "./problems"
export { settlePaymentWorkflow, type SettlePaymentInput, type SettlePaymentResult } from "./settle-payment"
export { sweep } from "./sweep"
