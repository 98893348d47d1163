import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { settlePayment } from "../composition"
import type { SettlementRequest, SettlementResult } from "../settlement"

/** Which payment, and what woke us. */
export type SettlePaymentInput = Omit<SettlementRequest, "road"> & Partial<Pick<SettlementRequest, "road">>

/** Where the payment stands after the settlement. Amounts are decimal strings in major units. */
export type SettlePaymentResult = SettlementResult

const settleStep = createStep(
  "payment-gateways-settle",
  async (input: SettlePaymentInput, { container }) =>
    new StepResponse(await settlePayment(container, { road: "admin", ...input })),
)

/**
 * Settles a payment by the one road for money. It may be run any number of times, from anywhere: it brings about what
 * ought to be true by what is, and does nothing where nothing is to be done.
 */
export const settlePaymentWorkflow = createWorkflow(
  "payment-gateways-settle-payment",
  (input: WorkflowData<SettlePaymentInput>) => new WorkflowResponse(settleStep(input)),
)
