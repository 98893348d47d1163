import type { AmountLimits } from "./amount-limits"
import type { Money } from "./money"
import type { OrderPolicy } from "./order-policy"
import type { PaymentStatus } from "./payment-status"
import type { PayoutPolicy } from "./payout-policy"
import type { ReceiptLine } from "./receipt"
import type { ReferenceForm } from "./reference"
import type { Runtime } from "./runtime"
import type { Storefront } from "./storefront"

/** What is known of the shopper, for the gateway's form. All of it may be missing. */
export interface Payer {
  email?: string
  /** Digits with country code: "79111231212". */
  phone?: string
  /** The payer's own wallet as typed, where the gateway must match an incoming transfer; it knows its form. */
  wallet?: string
}

/** A payment to be asked of a gateway. */
export interface PaymentRequest {
  /** Ours, unique at the gateway; see {@link Gateway.newReference}. */
  reference: string
  amount: Money
  payer: Payer
  /** Sums exactly to the amount. */
  receipt: readonly ReceiptLine[]
  /** Path of this provider instance's hook, below the server's public address: "hooks/payment-gateways/tegro_main". */
  hookPath: string
}

/** What the shopper must do next: a closed union, and all that a storefront needs to know. */
export type NextAction =
  | { type: "redirect"; url: string }
  /** A POST form that the browser submits by itself. */
  | { type: "form"; url: string; fields: Record<string, string> }
  /** Money to be sent from a wallet. `qr` is a data URL; `amount` a decimal string; `expires_at` ISO 8601. */
  | {
      type: "transfer"
      wallet_number: string
      wallet_link: string | null
      qr: string | null
      amount: string
      currency_code: string
      expires_at: string | null
    }

export interface CreatedPayment {
  /** The gateway's own number, where it told one. */
  gatewayId: string | null
  next: NextAction
  /** The account that the money will come from and can be paid out to, where the gateway had to be told. */
  payerAccount?: string
}

/** What a notification says of a payment. Amounts are decimal strings in major units. */
export interface Claim {
  status: PaymentStatus
  /** What has arrived, where it says so. */
  received: string | null
  /** Upper case, where it says so. */
  currency: string | null
}

/** What authenticated notifications said so far, by the status that they claimed. */
export type Claims = Partial<Record<PaymentStatus, Omit<Claim, "status">>>

/** A payment asked before, as the ledger knows it. Nothing here comes from the shopper. */
export interface KnownPayment {
  reference: string
  gatewayId: string | null
  /** What was asked. */
  amount: Money
  /** How far it had come. */
  status: PaymentStatus
  claims: Claims
  /** The gateway's own status words that looks at it have shown so far; see {@link Observation.code}. */
  codes: readonly string[]
}

/** The longest status word that is kept. */
export const MAX_CODE_LENGTH = 40

/** One look at a payment through the gateway's own API. Amounts are decimal strings in major units. */
export interface Observation {
  status: PaymentStatus
  /** The gateway's own word for the status, at most {@link MAX_CODE_LENGTH} characters: "1", "confirming". */
  code: string
  /** As the answer names it, which may be another payment's: whoever asked compares it. */
  reference: string
  /** As the answer names it; null where it tells none. */
  gatewayId: string | null
  /** The shop or merchant whose payment it is, or null where the gateway does not tell. */
  account: string | null
  /** The amount that the gateway shows as asked, or null where it does not tell. */
  asked: string | null
  /** What has arrived, or null where the gateway does not tell. */
  received: string | null
  /** Upper case, or null where the gateway does not tell. */
  currency: string | null
  fee: string | null
  /** Paid with play money. */
  test: boolean
  /** As the gateway wrote it; gateways give no zone. */
  paidAt: string | null
  /** The answer without anything secret or personal. */
  raw: Record<string, unknown>
}

/** A notification as it came in, decoded but not believed. */
export interface RawNotification {
  /** Names and values in the order received; all values as text. */
  fields: readonly (readonly [name: string, value: string])[]
  /** Lower-case names. */
  headers: Readonly<Record<string, string | undefined>>
  /** The last part of the URL, for gateways that get one URL per payment. */
  pathReference?: string
}

/** A notification whose origin is proven. Still a hint: what it says of money is only a reason to ask. */
export interface Notification {
  subject: "payment" | "payout"
  reference: string
  gatewayId: string | null
  claim: Claim
  /** Equal for equal content, different otherwise. */
  fingerprint: string
}

/** One currency of an account. Decimal strings in major units. */
export interface Balance {
  currency: string
  available: string
  pending: string | null
  canceled: string | null
}

/** A closed range of days, "YYYY-MM-DD". */
export interface DateRange {
  from?: string
  to?: string
}

/** Money to be sent out. */
export interface PayoutRequest {
  reference: string
  amount: Money
  /** Wallet, card or phone. */
  account: string
  /** Tegro's payment system number. */
  paymentSystem?: number
  /** As in {@link PaymentRequest.hookPath}. */
  hookPath: string
}

export interface ObservedPayout {
  reference: string
  gatewayId: string | null
  status: "pending" | "paid" | "canceled"
  raw: Record<string, unknown>
}

/**
 * What a refund in Medusa does: `reject` records nothing, `manual` records it and asks a person to return the money,
 * `payout` returns it to the payer's account.
 */
export type RefundMode = "reject" | "manual" | "payout"

export interface Payouts {
  /** Whether a payout must name a payment system. */
  readonly needsPaymentSystem?: boolean
  create(request: PayoutRequest): Promise<ObservedPayout>
  /** By our reference; null when the gateway knows none. */
  fetch(request: PayoutRequest): Promise<ObservedPayout | null>
  /** One page, newest first, counted from 1; empty past the end. */
  list?(page: number): Promise<ObservedPayout[]>
}

/** The result of a connection check, in words for the merchant. */
export interface Connection {
  account: string
  details: Record<string, string>
}

/**
 * What each gateway fulfils. A capability that a gateway lacks is an absent member, never a stub.
 *
 * Every call may throw {@link GatewayUnavailable}, {@link OutcomeUnknown}, {@link GatewayDeclined} or
 * {@link IntegrityError}; each answer is checked against what was asked.
 */
export interface Gateway {
  readonly name: string
  /** Shop or merchant, to tell two instances apart. Public. */
  readonly account: string
  /** Upper-case codes. */
  readonly currencies: readonly string[]
  /** When Medusa places the order; after the payment by default. The gateway itself does not care. */
  readonly orderPolicy?: OrderPolicy
  /** Whether play money counts here (test shops only). */
  readonly acceptsTestPayments: boolean
  /** What one payment may be, in any of the currencies; unlimited by default. */
  readonly limits?: AmountLimits
  /** Whether {@link PaymentRequest.receipt} goes anywhere: only then is the cart read for its lines. */
  readonly sendsReceipt?: boolean
  /** How it is offered to shoppers; by its name alone without it. */
  readonly storefront?: Storefront

  /**
   * A reference that this gateway takes and that was not drawn before.
   * @param mark the store's, where a text reference has room for it
   */
  newReference(mark?: string): string
  createPayment(request: PaymentRequest): Promise<CreatedPayment>
  /**
   * What the gateway's API shows of a payment; not compared with what was asked, which is the caller's.
   *
   * `null` only when the gateway itself said, in its own positive form, that it knows no such payment; any other error
   * throws. A gateway that does not know a number which it has told us ({@link KnownPayment.gatewayId}) answers `null`
   * as well, and whoever asks must not take that for "not paid".
   */
  fetchPayment(payment: KnownPayment): Promise<Observation | null>
  /** Pure. Throws {@link InvalidNotification} unless its origin is proven. */
  parseNotification(raw: RawNotification): Notification

  /** Tells the gateway that the shopper will not pay. */
  cancelPayment?(payment: KnownPayment): Promise<void>
  /** The shopper says: I have sent it. */
  confirmSent?(payment: KnownPayment): Promise<void>
  /** One page of the gateway's own list, newest first, counted from 1; empty past the end. */
  listPayments?(page: number): Promise<Observation[]>
  balances?(range?: DateRange): Promise<Balance[]>
  /** Whether {@link Gateway.balances} heeds its range. */
  readonly hasBalanceRange?: boolean
  /** Whose notification URLs the merchant enters in the gateway's cabinet. Absent: each payment brings its own. */
  readonly cabinetUrls?: readonly Notification["subject"][]
  readonly payouts?: Payouts
  /** The merchant's rules for payouts; without them none are made. */
  readonly payoutPolicy?: PayoutPolicy
  /** Default "reject". */
  readonly refunds?: RefundMode
  /** Asks something harmless to prove that keys and network work. */
  checkConnection?(): Promise<Connection>
}

/** How a gateway is brought into being: its options are read at boot, before anything runs. */
export interface GatewayDefinition<Options = unknown> {
  /** Lower-case, no underscore: it becomes part of Medusa's provider id. */
  readonly name: string
  readonly title: string
  readonly referenceForm: ReferenceForm
  /** @throws OptionsError that names the option */
  parseOptions(raw: unknown): Options
  create(options: Options, runtime: Runtime): Gateway
}
