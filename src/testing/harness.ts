import type { EntryGateway, NextAction, OperationKind, Payer, RawNotification } from "../core/gateway"
import type { Runtime } from "../core/runtime"

/** How a gateway is set up for a case. */
export type Setup =
  /** With the right options. */
  | "right"
  /** With a key that the other side does not know, for the same account. */
  | "wrong_key"
  /** For another account; with the same keys, where accounts may share them. */
  | "other_account"
  /** With an address at which nobody listens. */
  | "unreachable"

/** What may go wrong with the next call that reaches the other side. */
export type Trouble =
  /** It does what it is asked, and no answer ever comes. */
  | "silence_after_success"
  /** It does what it is asked, and answers with something unreadable. */
  | "garbage"
  /** It answers with HTTP 500 before it has done anything. */
  | "server_error"
  /** It does nothing, and answers with an error that tells nothing of the payment: technical work, a limit. */
  | "error_answer"
  /** Another server (a host, a proxy) answers instead: HTTP 404, in words of its own. */
  | "not_found_page"
  /** A look-up is answered about another payment. */
  | "wrong_reference"
  /** A look-up is answered with another amount than was asked. */
  | "wrong_amount"

/** The gateway's own side: its test host, or a simulator of it. Sums are decimal strings. */
export interface OtherSide {
  /** The shopper follows the next action; for gateways that make the payment only then. */
  open?(next: NextAction): Promise<void>
  /** The shopper pays all, or the given amount. Resolves when the notification has been delivered. */
  pay(reference: string, amount?: string): Promise<void>
  /** The payment ends without money; held money stays held. Absent where payments end by time only. */
  cancel?(reference: string): Promise<void>
  /** Every payment that was made there, by our references; twice when it was made twice. */
  payments(): Promise<{ reference: string; amount: string }[]>
  /** Every payout that was made there, likewise. */
  payouts?(): Promise<{ reference: string; amount: string }[]>
  settlePayout?(reference: string, outcome: "paid" | "canceled"): Promise<void>
  /** Every capture, void and refund that was done to a payment there; twice when it was done twice. */
  operations?(reference: string): Promise<{ kind: OperationKind; amount: string }[]>
  /** The calls for operations as they arrived, oldest first. `reset` empties them. */
  operationCalls?(): Promise<{ key: string; body: string }[]>
  /** The notifications that were sent about a payment, oldest first. */
  notifications(reference: string): Promise<RawNotification[]>
  /** The troubles that can be made here; cases of any other are reported as skipped. */
  troubles: readonly Trouble[]
  /** Spoils the next call. */
  trouble(kind: Trouble): Promise<void>
}

/** What cannot happen at a gateway: less or more than was asked is paid, or money comes after a cancel. */
export type Impossibility = "part_payment" | "overpayment" | "payment_after_cancel"

/** What the suite needs to test a gateway. */
export interface GatewayHarness {
  /** A fresh provider entry: `openEntry(definition, options, runtime)`. Some cases wait for its time-outs: keep them short. */
  create(setup: Setup, runtime: Runtime): EntryGateway
  otherSide: OtherSide
  /** Empties the other side's records; called before each case. */
  reset(): Promise<void>
  /** One of the gateway's currencies. */
  currency: string
  /** Amounts to ask for. Default: one kopeck, an odd sum, a large one. */
  amounts?: readonly string[]
  /** What cannot happen at this gateway; cases about it are reported as skipped. */
  never?: readonly Impossibility[]
  /** What the gateway must know of a shopper. */
  payer?: Payer
  /** Where money can be sent, for gateways with payouts. */
  payout?: { account: string; amount: string; method?: string }
  /** Values that no log line, error or answer may hold. */
  secrets: readonly string[]
}

/** One thing that every gateway must do right. */
export interface ConformanceCase {
  /** In the merchant's words. */
  name: string
  /** Why the case does not apply to this gateway; `run` does nothing then. */
  skipped?: string
  /** Rejects with an AssertionError when the gateway does not do it. */
  run(): Promise<void>
}
