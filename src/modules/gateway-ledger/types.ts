import type { InferTypeOf } from "@medusajs/framework/types"
import type { Claim, Claims, NextAction, PaymentStatus, PayoutState } from "../../core"
import type { BalanceSnapshot as BalanceSnapshotModel } from "./models/balance-snapshot"
import type { GatewayNotification as GatewayNotificationModel } from "./models/gateway-notification"
import type { PaymentAttempt as PaymentAttemptModel } from "./models/payment-attempt"
import type { PaymentProblem as PaymentProblemModel } from "./models/payment-problem"
import type { Payout as PayoutModel } from "./models/payout"

type AttemptRow = InferTypeOf<typeof PaymentAttemptModel>
type NotificationRow = InferTypeOf<typeof GatewayNotificationModel>

/** A row of `payment_attempt` with its JSON columns typed. */
export type PaymentAttempt = Omit<AttemptRow, "claims" | "next_action" | "status"> & {
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
  | "next_check_at"
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
    | "payer_account"
    | "held_for"
    | "cleared_at"
    | "superseded_at"
    | "cancel_requested_at"
    | "last_observed_at"
    | "next_check_at"
  >
> & { claim?: Claim }

/** A row of the inbox with its JSON column typed. */
export type GatewayNotification = Omit<NotificationRow, "claim"> & { claim: Claim }

/** What is written down of a notification when it comes in, and the gateway's name ("tegro") to look it up by. */
export type NewNotification = Pick<
  GatewayNotification,
  "provider_id" | "fingerprint" | "subject" | "reference" | "gateway_id" | "claim"
> & { gateway: string }

export type PaymentProblem = InferTypeOf<typeof PaymentProblemModel>

/** What a problem says when it is opened. */
export type NewProblem = Pick<
  PaymentProblem,
  | "kind"
  | "subject"
  | "provider_id"
  | "attempt_id"
  | "reference"
  | "payment_collection_id"
  | "order_id"
  | "amount"
  | "currency_code"
  | "message"
>

type PayoutRow = InferTypeOf<typeof PayoutModel>

/** A row of `gateway_payout`. */
export type Payout = Omit<PayoutRow, "state"> & { state: PayoutState }

/** What a new payout must say; the rest has defaults. */
export type NewPayout = Pick<
  Payout,
  "provider_id" | "reference" | "account" | "amount" | "currency_code" | "requested_by"
> &
  Partial<Pick<Payout, "payment_system" | "note" | "attempt_id" | "refund_id" | "state" | "next_check_at">>

/** What may be learned of a payout, besides its state. */
export type PayoutChange = Partial<
  Pick<Payout, "approved_by" | "gateway_id" | "error" | "sent_at" | "next_check_at">
>

export type BalanceSnapshot = InferTypeOf<typeof BalanceSnapshotModel>
