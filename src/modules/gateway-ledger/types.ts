import type { InferTypeOf } from "@medusajs/framework/types"
import type { Claim, Claims, NextAction, PaymentStatus } from "../../core"
import type { PaymentAttempt as PaymentAttemptModel } from "./models/payment-attempt"

type Row = InferTypeOf<typeof PaymentAttemptModel>

/** A row of `payment_attempt` with its JSON columns typed. */
export type PaymentAttempt = Omit<Row, "claims" | "next_action" | "status"> & {
  status: PaymentStatus
  claims: Claims
  next_action: NextAction | null
}

/** What a new attempt must say; the rest has defaults. */
export type NewAttempt = Pick<
  PaymentAttempt,
  | "gateway"
  | "provider_id"
  | "reference"
  | "session_id"
  | "payment_collection_id"
  | "amount"
  | "currency_code"
>

/** What may be learned of an attempt. A status only ever moves it forward. */
export type AttemptChange = Partial<
  Pick<
    PaymentAttempt,
    | "status"
    | "gateway_id"
    | "received"
    | "fee"
    | "test"
    | "next_action"
    | "held_for"
    | "cleared_at"
    | "superseded_at"
    | "cancel_requested_at"
    | "last_observed_at"
  >
> & { claim?: Claim }
