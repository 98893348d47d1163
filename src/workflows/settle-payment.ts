import { settle, type SettlementRequest, type SettlementResult } from "../settlement"
import { oneStep } from "./one-step"

/** Which payment is settled, and why. */
export type SettlePaymentInput = Omit<SettlementRequest, "road"> & Partial<Pick<SettlementRequest, "road">>

/** Where the payment stands after the settlement. Amounts are decimal strings in major units. */
export type SettlePaymentResult = SettlementResult

/** Settles a payment. It may run any number of times, from anywhere, and does nothing where nothing is to be done. */
export const settlePaymentWorkflow = oneStep(
  "payment-gateways-settle-payment",
  (dependencies, input: SettlePaymentInput): Promise<SettlePaymentResult> =>
    settle(dependencies, { road: "admin", ...input }),
)
