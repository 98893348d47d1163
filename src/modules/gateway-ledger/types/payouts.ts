import type { InferTypeOf } from "@medusajs/framework/types"
import type { PayoutState } from "../../../core"
import type { Payout as PayoutModel } from "../models/payout"

/** A row of `gateway_payout`. */
export type Payout = Omit<InferTypeOf<typeof PayoutModel>, "state"> & { state: PayoutState }

/** The columns of a new payout; the others have defaults. */
export type NewPayout = Pick<
  Payout,
  "provider_id" | "reference" | "account" | "amount" | "currency_code" | "requested_by"
> &
  Partial<
    Pick<
      Payout,
      | "payment_system"
      | "note"
      | "idempotency_key"
      | "requested_person"
      | "attempt_id"
      | "refund_id"
      | "state"
      | "next_check_at"
    >
  >

/** The payout of a refund. */
export type NewRefundPayout = NewPayout & { attempt_id: string; refund_id: string }

/** A change of a payout, besides its state. */
export type PayoutChange = Partial<
  Pick<Payout, "approved_by" | "gateway_id" | "gateway_account" | "error" | "sent_at" | "next_check_at">
>
