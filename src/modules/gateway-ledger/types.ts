import type { InferTypeOf } from "@medusajs/framework/types"
import type { Claim, Claims, NextAction, PaymentStatus, PayoutState } from "../../core"
import type { LedgerAction as LedgerActionModel } from "./models/ledger-action"
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

/** What is written down of a notification when it comes in. */
export type NewNotification = Pick<
  GatewayNotification,
  "provider_id" | "fingerprint" | "subject" | "reference" | "gateway_id" | "claim"
>

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
  Partial<
    Pick<
      Payout,
      "payment_system" | "note" | "idempotency_key" | "attempt_id" | "refund_id" | "state" | "next_check_at"
    >
  >

/** What may be learned of a payout, besides its state. */
export type PayoutChange = Partial<
  Pick<Payout, "approved_by" | "gateway_id" | "error" | "sent_at" | "next_check_at">
>

export type BalanceSnapshot = InferTypeOf<typeof BalanceSnapshotModel>

export type LedgerAction = InferTypeOf<typeof LedgerActionModel>

/** What a person does, when it is written down. */
export type NewAction = Pick<LedgerAction, "subject_id" | "action" | "actor_id"> & { note?: string | null }

/** A part of a list. */
export interface PageRequest {
  limit: number
  offset?: number
  oldestFirst?: boolean
  /** Only what comes after this row, newest first: for reading all of a table in parts. */
  after?: { position: string; id: string }
  /** The count is not asked for, and is 0. */
  withoutCount?: boolean
}

export interface PageOf<T> {
  rows: T[]
  /** Of all pages. */
  count: number
}

/**
 * What a person looks for: the beginning of our reference, or the whole of the gateway's number. Orders and carts that
 * fit by their own numbers were found before.
 */
export interface Search {
  text: string
  /** Payment collections of the orders and carts that fit. */
  collections: string[]
  orders: string[]
}

interface Filters {
  ids?: string[]
  providers?: string[]
  search?: Search
}

export interface AttemptFilters extends Filters {
  statuses?: string[]
  /** Whether it has an open problem. */
  problem?: boolean
  from?: Date
  to?: Date
  sessions?: string[]
  collections?: string[]
  references?: string[]
  gatewayId?: string
}

/** An attempt in a list; `position` is where it stands, for {@link PageRequest.after}. */
export type ListedAttempt = PaymentAttempt & { open_problems: number; position: string }

export interface ProblemFilters extends Filters {
  states?: string[]
  kinds?: string[]
  attempts?: string[]
}

export interface NotificationFilters extends Filters {
  states?: string[]
  references?: string[]
}

export interface PayoutFilters extends Omit<Filters, "search"> {
  states?: string[]
  /** The beginning of our reference, or the whole of the gateway's number or the account. */
  text?: string
}
