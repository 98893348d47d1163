import type { InferTypeOf } from "@medusajs/framework/types"
import type { OperationKind, OperationState } from "../../../core"
import type { PaymentOperation as PaymentOperationModel } from "../models/payment-operation"

/** A row of `payment_operation`. */
export type PaymentOperation = Omit<InferTypeOf<typeof PaymentOperationModel>, "state" | "kind"> & {
  state: OperationState
  kind: OperationKind
}

/** The columns of a new operation; the others have defaults. */
export type NewPaymentOperation = Pick<
  PaymentOperation,
  "attempt_id" | "kind" | "key" | "amount" | "currency_code" | "body" | "subject_id" | "requested_by"
>

/** A change of an operation, besides its state. */
export type OperationChange = Partial<Pick<PaymentOperation, "gateway_id" | "error" | "next_try_at">>
