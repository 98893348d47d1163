import type {
  Capabilities,
  CopyReason,
  EntryPolicy,
  OperationKind,
  OperationState,
  PaymentStatus,
  PayoutState,
  Problem,
} from "../../../core"

/*
 * What the routes below /admin/payment-gateways answer, and the dashboard reads. Amounts are decimal strings in major
 * units, currency codes lower case (as Medusa's own), times ISO 8601. Names and keys are stable; kinds, statuses and codes
 * are closed sets that the dashboard translates. Nothing here is secret.
 */

/** One page of a list, as Medusa's own lists. */
export interface Page {
  count: number
  limit: number
  offset: number
}

export interface ErrorInfo {
  /** A code of core's error catalogue; "gateway_slow" when it did not answer in time, "unexpected" for anything else. */
  code: string
  message: string
}

/** An admin as shown to other admins; null fields when the user is gone. */
export interface ActorInfo {
  id: string
  email: string | null
  /** The title of the secret API key, where it was one. */
  api_key: string | null
}

/** Something that a person did about a problem or a payout. */
export interface ActionRecord {
  /** "check" | "place_order" | "refunded" | "resolve" | "request" | "approve" | "cancel" | "send" */
  action: string
  by: ActorInfo | null
  at: string
  note: string | null
}

// GET /providers

/** One configured provider instance; the smallest thing that every page needs (filters, titles, capabilities). */
export interface ProviderInfo {
  /** "pp_bank_main" */
  id: string
  /** "bank" */
  gateway: string
  /** "Bank" */
  title: string
  /** Shop or merchant number. Public. */
  account: string
  /** Lower case. */
  currencies: string[]
  accepts_test_payments: boolean
  /** What the gateway can do. */
  can: {
    balances: boolean
    balance_range: boolean
    list_payments: boolean
    check_connection: boolean
    payouts: boolean
    /** How often what it holds may be captured: as a whole only, once whatever the sum, or in many parts. */
    captures: Captures
    /** What its API returns of a payment: all of it only, or any part. */
    refunds: Capabilities["refunds"]
  }
  /** Whether money is taken at once, or held until the merchant captures it. */
  capture: EntryPolicy["capture"]
  /** What a refund in Medusa does: "gateway" returns the money the way it came. */
  refunds: EntryPolicy["refunds"]
  /** The merchant's rules; null when payouts are off. */
  payouts: PayoutRules | null
}

/** How a gateway captures what it holds; `false`: it holds nothing. `once`: what is not captured goes back. */
export type Captures = Capabilities["holds"]

export interface PayoutRules {
  currencies: string[]
  min: string | null
  max: string | null
  two_person: boolean
  needs_payment_system: boolean
}

export interface ProvidersResponse {
  providers: ProviderInfo[]
}

// GET /balances?provider_id · POST /balances/refresh · GET /balances/history?days=30|90
// GET /balances/:provider_id?from=YYYY-MM-DD&to=YYYY-MM-DD (only with can.balance_range): a BalancesResponse of one

export interface BalanceEntry {
  currency_code: string
  available: string
  pending: string | null
  canceled: string | null
}

/**
 * The last known balance of one provider instance, from memory or the snapshots. While `refreshing`, the gateway is being
 * asked: ask again in a second or two.
 */
export interface BalanceState {
  provider_id: string
  title: string
  account: string
  entries: BalanceEntry[]
  /** When the entries were read; null when never. */
  read_at: string | null
  /** Older than the store would like: show its age. */
  stale: boolean
  /** A question to the gateway is under way. */
  refreshing: boolean
  /** Why the last question failed; null when it did not. */
  error: ErrorInfo | null
}

export interface BalancesResponse {
  balances: BalanceState[]
}

/** One point a day per provider and currency, oldest first. */
export interface BalanceHistoryResponse {
  days: number
  series: {
    provider_id: string
    currency_code: string
    points: { at: string; available: string }[]
  }[]
}

// GET /payments?q&provider_id&status&problem=true|false&created_at[gte]&created_at[lte]&limit&offset&order

export interface PaymentRow {
  id: string
  provider_id: string
  reference: string
  gateway_id: string | null
  amount: string
  currency_code: string
  status: PaymentStatus
  received: string | null
  fee: string | null
  test: boolean
  /** Why its money waits for a person. */
  held_for: Problem | null
  open_problems: number
  created_at: string
  order: { id: string; display_id: number | null } | null
  cart_id: string | null
  email: string | null
}

export interface PaymentsResponse extends Page {
  payments: PaymentRow[]
}

// GET /payments/:id · POST /payments/:id/check · GET /orders/:id (all payments of an order) · GET /payments/export (CSV)

/** What made the plugin look or act. */
export type TimelineRoad = "checkout" | "notification" | "sweep" | "status" | "admin" | "medusa"

/** One thing that happened, newest last: the journal of the payment, and the notifications about it. */
export type TimelineEvent =
  | { at: string; type: "created" }
  | {
      at: string
      type: "notification"
      id: string
      status: PaymentStatus
      received: string | null
      deliveries: number
      state: "received" | "done" | "failed"
      outcome: string | null
      error: string | null
    }
  | {
      at: string
      type: "observed"
      status: PaymentStatus
      received: string | null
      road: TimelineRoad | null
    }
  | { at: string; type: "cleared" }
  | { at: string; type: "superseded" }
  | { at: string; type: "cancel_requested" }
  /** A step in Medusa or at the gateway: "capture", "placeOrder" and so on. */
  | { at: string; type: "step"; step: string; done: boolean; note: string | null; road: TimelineRoad | null }
  /** What a person did, as in {@link ActionRecord}, or the shopper ("sent", "cancel"; `by` is null then). */
  | { at: string; type: "action"; action: string; by: ActorInfo | null; note: string | null }
  | {
      at: string
      type: "problem_opened" | "problem_changed"
      id: string
      kind: Problem
      amount: string | null
    }
  | {
      at: string
      type: "problem_resolved"
      id: string
      kind: Problem
      by: ActorInfo | null
      note: string | null
    }
  /** A capture, void or refund at the gateway. */
  | {
      at: string
      type: "operation"
      operation: OperationKind
      state: OperationState
      amount: string | null
      by: ActorInfo | null
      /** Why it failed. */
      note: string | null
    }
  /** A payout that returns money of the payment. */
  | {
      at: string
      type: "payout"
      id: string
      state: PayoutState
      amount: string | null
      currency_code: string | null
      note: string | null
    }

export interface PaymentMoney {
  /** Medusa's payment, for its own routes; null before there is one. */
  payment_id: string | null
  /** What the gateway holds and nobody has captured; null where it holds nothing. */
  held: string | null
  /** Until when what is held can be captured; null where the gateway does not tell. */
  capture_before: string | null
  captures: Captures
  /** What of it Medusa can capture now; null while nothing can be: see `operations` for what is under way. */
  capturable: string | null
  /** What Medusa has captured. */
  captured: string
  /** What went back to the shopper since less was captured, or the hold was given up; null where nothing did. */
  released: string | null
  /** What Medusa has refunded. */
  refunded: string
  /** What the gateway shows as refunded, where that is another sum; null where it is the same, or not told. */
  refunded_at_gateway: string | null
  /** What of it Medusa can still refund; null where nothing can be. */
  refundable: string | null
}

/** A capture, void or refund at the gateway. */
export interface OperationRow {
  id: string
  kind: OperationKind
  /** `asked`: it may have been sent, and no clear answer has come; `pending`: the gateway has it. */
  state: OperationState
  amount: string
  /** The gateway's own number of it. */
  gateway_id: string | null
  /** Medusa's capture or refund that it is for; null for a void. */
  subject_id: string | null
  /** Who asked for it, where Medusa knows. */
  requested_by: ActorInfo | null
  /** Why it failed, or why the last try told nothing. */
  error: string | null
  /** How often it was sent or asked about. */
  tries: number
  created_at: string
  updated_at: string
  /** When it is taken up again; null at its end. */
  next_try_at: string | null
}

export interface PaymentDetail extends PaymentRow, PaymentMoney {
  session_id: string
  payment_collection_id: string
  /** Still to come, when part has. */
  missing: string | null
  /** For a wallet transfer: where the shopper sends it. */
  transfer: { wallet_number: string; wallet_link: string | null; expires_at: string | null } | null
  superseded_at: string | null
  last_observed_at: string | null
  next_check_at: string | null
  problems: ProblemRow[]
  /** Captures, voids and refunds at the gateway, oldest first. */
  operations: OperationRow[]
  timeline: TimelineEvent[]
}

export interface PaymentResponse {
  payment: PaymentDetail
}

/** Empty for orders without a payment of ours. */
export interface OrderPaymentsResponse {
  payments: PaymentDetail[]
}

/** `pending`: the gateway is slow; the check goes on and the payment shows what came of it. */
export interface CheckResponse {
  outcome: "checked" | "pending" | "failed"
  error: ErrorInfo | null
  payment: PaymentDetail
}

// GET /statement?provider_id&page

/** What one side shows of a payment. */
export interface StatementSide {
  status: PaymentStatus
  amount: string | null
  received: string | null
  currency_code: string | null
}

export interface StatementRow {
  reference: string
  gateway_id: string | null
  gateway: StatementSide
  /** Null when the ledger does not know it. */
  ours: (StatementSide & { id: string; captured: string | null }) | null
  /** Empty when both agree. */
  differences: ("unknown_here" | "status" | "amount" | "currency" | "not_captured")[]
}

export interface StatementResponse {
  rows: StatementRow[]
  page: number
  /** A full page: there may be more. */
  has_more: boolean
  read_at: string | null
  refreshing: boolean
  error: ErrorInfo | null
}

// GET /problems?state&kind&provider_id&q&limit&offset · GET /problems/count
// POST /problems/:id/check {} · /place-order {} · /refunded {note} · /resolve {note}

export type ProblemAction = "check" | "place_order" | "refunded" | "resolve"

export interface ProblemRow {
  id: string
  kind: Problem
  state: "open" | "resolved"
  provider_id: string
  attempt_id: string | null
  reference: string
  order: { id: string; display_id: number | null } | null
  amount: string | null
  currency_code: string | null
  email: string | null
  /** What can be done about this one, in the order of preference. Empty when resolved. */
  actions: ProblemAction[]
  created_at: string
  resolved_at: string | null
  resolved_by: ActorInfo | null
  note: string | null
  /** Who did what when, oldest first. */
  history: ActionRecord[]
}

export interface ProblemsResponse extends Page {
  problems: ProblemRow[]
}

export interface ProblemsCountResponse {
  open: number
}

export interface ProblemResponse {
  problem: ProblemRow
}

/** For "check": as {@link CheckResponse}, with the problem as it stands then. */
export interface ProblemActionResponse extends ProblemResponse {
  outcome: "done" | "pending" | "failed"
  error: ErrorInfo | null
}

// GET /notifications?state&provider_id&q&limit&offset · POST /notifications/:id/replay {}

export interface NotificationRow {
  id: string
  provider_id: string
  subject: "payment" | "payout"
  reference: string
  gateway_id: string | null
  claimed: { status: PaymentStatus; received: string | null }
  state: "received" | "done" | "failed"
  outcome: string | null
  error: string | null
  tries: number
  deliveries: number
  created_at: string
  last_delivered_at: string
  /** The payment that it is about, where there is one. */
  attempt_id: string | null
}

export interface NotificationsResponse extends Page {
  notifications: NotificationRow[]
}

export interface ReplayResponse {
  outcome: "done" | "pending" | "failed"
  error: ErrorInfo | null
  notification: NotificationRow
}

// GET /payouts?state&provider_id&q&limit&offset · GET /payouts/:id · POST /payouts {provider_id, amount, currency_code,
// account, payment_system?, note?, idempotency_key?} (the same key of the same actor again is the same payout)
// POST /payouts/:id/approve {} (approves and sends) · /cancel {} · /check {}

export interface PayoutRow {
  id: string
  provider_id: string
  reference: string
  gateway_id: string | null
  account: string
  payment_system: number | null
  amount: string
  currency_code: string
  state: PayoutState
  requested_by: ActorInfo
  /** The admin in person behind a key that asked; null where an admin asked, or nobody is known. */
  requested_person: ActorInfo | null
  approved_by: ActorInfo | null
  /** Whether the admin who asks may approve it now (two persons, approvers), or send it again where it reached nobody. */
  may_approve: boolean
  may_cancel: boolean
  note: string | null
  error: string | null
  sent_at: string | null
  created_at: string
  /** Who did what when, oldest first. */
  history: ActionRecord[]
}

export interface PayoutsResponse extends Page {
  payouts: PayoutRow[]
}

export interface PayoutResponse {
  payout: PayoutRow
}

/**
 * The answer of /approve and /check. `pending`: the gateway gave no clear answer yet; a payout in state "sending" may or
 * may not have left, and is only asked about, never sent again. `failed`: it did not leave; `error` says why.
 */
export interface PayoutActionResponse extends PayoutResponse {
  outcome: "done" | "pending" | "failed"
  error: ErrorInfo | null
}

// GET /connections · POST /connections/:provider_id/check {}

export type ConnectionWarning =
  /** `dependencies: ["gateway_ledger"]` is missing on the payment module. */
  | "ledger_missing"
  /** The locks are in this process's memory: wrong with several processes. */
  | "locking_not_shared"
  /** The background sweep is off, or has not run for long. */
  | "sweep_not_running"
  /** Medusa's schedule does not run the sweep, so the processes sweep by themselves. */
  | "sweep_not_scheduled"
  /** The database was copied, restored or moved: nothing is sent before an admin has said that the live store is here. */
  | "store_not_confirmed"
  /** Play money counts as paid here. */
  | "test_mode"
  /** Payments were made, but no notification ever came. */
  | "no_notifications"
  /** Notifications were refused for their signature since the last genuine one; see `wrong_signatures`. */
  | "wrong_signatures"
  /** The server's public address is not https. */
  | "insecure_address"
  /** The server's public address is not configured. */
  | "address_unknown"

export interface ConnectionState {
  provider_id: string
  gateway: string
  title: string
  account: string
  /** To paste into the gateway's cabinet; only their paths where the server's public address is not configured. */
  webhook_urls: { purpose: "payments" | "payouts"; url: string }[]
  last_notification_at: string | null
  /** The last answer of the gateway that this process knows of. */
  last_check: {
    at: string
    ok: boolean
    took_ms: number
    details: Record<string, string>
    error: ErrorInfo | null
  } | null
  /** Options that a successful check does not prove: they may still be wrong. */
  unproven: string[]
  /** Notifications that were refused for their signature, after the last genuine one; null when there were none. */
  wrong_signatures: { count: number; since: string; last: string } | null
  warnings: ConnectionWarning[]
}

/** A provider that Medusa still offers to shoppers although it is configured no more. */
export interface MissingEntry {
  provider_id: string
  /** "bank (main)" */
  title: string
  /** Names of the regions that list it. */
  regions: string[]
}

/** A region whose currency none of its gateways of ours takes, so that its shoppers see none of them. */
export interface UnpayableRegion {
  region_id: string
  name: string
  /** Lower case, as everywhere in Medusa. */
  currency_code: string
  /** The gateways that it offers, by their titles. */
  offered: string[]
}

/** Whether this is the live store, or a copy of its database that was started elsewhere. */
export interface InstallationView {
  is_live: boolean
  /** Why it is not taken for the live store. */
  reason: CopyReason | null
  here: { host: string; database: string }
  /** Where the live store is known to be; the last one that was confirmed first. */
  known: { host: string; database: string; since: string }[]
}

/** POST /connections/live-store {}: an admin says that the live store is here. */
export interface LiveStoreResponse {
  installation: InstallationView
}

export interface ConnectionsResponse {
  connections: ConnectionState[]
  installation: InstallationView
  /** About the store as a whole. */
  warnings: ConnectionWarning[]
  missing_entries: MissingEntry[]
  unpayable_regions: UnpayableRegion[]
  last_sweep_at: string | null
}

export interface ConnectionCheckResponse {
  connection: ConnectionState
}
