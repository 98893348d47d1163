/**
 * The plugin's public face. Each workflow is one step around a plain function of `payouts`, `problems` or `settlement`:
 * money is never compensated by running steps backwards.
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
