import type { z } from "@medusajs/framework/zod"
import type { AmountLimits } from "./money/amount-limits"
import type { Money } from "./money"
import type { NextAction } from "./shopper/next-action"
import type { OrderPolicy } from "./payment/order-policy"
import type { PaymentStatus } from "./payment/payment-status"
import type { PayoutPolicy } from "./payout/payout-policy"
import type { ReceiptLine } from "./money/receipt"
import type { ReferenceForm } from "./payment/reference"
import type { Runtime } from "./runtime"
import type { Storefront } from "./shopper/storefront"

export type { NextAction }

/** What is known of the shopper, for the gateway's form; all of it may be missing. */
export interface Payer {
  email?: string
  /** Digits with country code: "79111231212". */
  phone?: string
  /** What the shopper typed into the fields that the gateway's {@link Storefront} names. */
  fields?: Readonly<Record<string, string>>
}

/** A payment that a gateway is asked to create. */
export interface PaymentRequest {
  /** Our own reference, unique at the gateway; see {@link Gateway.newReference}. */
  reference: string
  amount: Money
  payer: Payer
  /** Sums exactly to the amount. */
  receipt: readonly ReceiptLine[]
  /** Path of the entry's notification hook below the server's public address: "hooks/payment-gateways/bank_main". */
  hookPath: string
  /** Whether the money is only held, and the merchant captures it later; without it the money is taken at once. */
  isHold?: boolean
}

export interface CreatedPayment {
  /** The gateway's own number, where it told one. */
  gatewayId: string | null
  next: NextAction
  /** The account that the money will come from and can be paid out to, where the gateway must be told. */
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

/** What authenticated notifications have said so far, by the status that they claimed. */
export type Claims = Partial<Record<PaymentStatus, Omit<Claim, "status">>>

/** A payment that was created before, as the ledger knows it. Nothing here comes from the shopper. */
export interface KnownPayment {
  reference: string
  gatewayId: string | null
  /** What was asked. */
  amount: Money
  /** How far it has come. */
  status: PaymentStatus
  claims: Claims
  /** The gateway's own status words that observations have shown so far; see {@link Observation.code}. */
  codes: readonly string[]
  /** When it was created, in milliseconds since 1970: for a gateway that cannot be searched by reference. */
  createdAt: number
  /** The sum of our captures of a hold, done or not; absent without a capture. */
  captured?: Money
}

/** The longest status word that is kept. */
export const MAX_CODE_LENGTH = 40

/** What the gateway's own API shows of a payment. Amounts are decimal strings in major units. */
export interface Observation {
  status: PaymentStatus
  /** The gateway's own word for the status, at most {@link MAX_CODE_LENGTH} characters: "1", "confirming". */
  code: string
  /** As the answer names it. It may be another payment's: the caller compares it. */
  reference: string
  /** As the answer names it; null where it tells none. */
  gatewayId: string | null
  /** The shop or merchant that the payment belongs to, or null where the gateway does not tell. */
  account: string | null
  /** The amount that the gateway shows as asked, or null where it does not tell. */
  asked: string | null
  /** What has arrived, or null where the gateway does not tell. */
  received: string | null
  /** What is held and not captured, where the status is "authorized". */
  held?: string | null
  /** The sum of the refunds that are done; absent or null where the gateway does not tell. */
  refunded?: string | null
  /** Until when a hold may be captured, ISO 8601 in UTC; absent or null where the gateway does not tell. */
  captureBefore?: string | null
  /** Upper case, or null where the gateway does not tell. */
  currency: string | null
  fee: string | null
  /** Paid with play money. */
  test: boolean
  /** As the gateway writes it, mostly without a time zone. */
  paidAt: string | null
  /** The answer without anything secret or personal. */
  raw: Record<string, unknown>
}

/** Names and values in the order received; all values as text. */
export type NotificationFields = readonly (readonly [name: string, value: string])[]

/** A notification as it came in: decoded, and not verified. */
export interface RawNotification {
  /** The body, byte for byte: what a signature covers. */
  body: Buffer
  /** Of a form, or of a JSON object whose values are all plain. Empty for any other body. */
  fields: NotificationFields
  /** The body as JSON of any depth; undefined where it is none. */
  json?: unknown
  /** Of the URL, apart from the body. */
  query: NotificationFields
  /** Lower-case names. */
  headers: Readonly<Record<string, string | undefined>>
  /** The sender's address as the server sees it; a proxy's where one stands between. */
  remoteAddress?: string
  /** The last part of the URL, for gateways that get one URL per payment. */
  pathReference?: string
}

/** The answer that the gateway expects to its notification; "OK" as plain text by default. */
export interface Acknowledgement {
  contentType: string
  body: string
}

/** A notification whose origin is proven. What it says about money is still only a reason to ask the gateway. */
export interface SignedNotification {
  proof: "signed"
  subject: "payment" | "payout"
  reference: string
  gatewayId: string | null
  claim: Claim
  /** Equal for equal content, different otherwise. */
  fingerprint: string
  acknowledge?: Acknowledgement
}

/**
 * A notification that anybody could have sent: no more than the gateway's number of a payment that may be worth asking
 * about. It is acknowledged before the gateway is asked.
 */
export interface UnsignedNotification {
  proof: "none"
  subject: "payment"
  /** The gateway's own number of the payment. */
  gatewayId: string
  acknowledge?: Acknowledgement
}

/** A notification about nothing of ours: it is only acknowledged. */
export interface IgnoredNotification {
  proof: "none"
  subject: "nothing"
  acknowledge?: Acknowledgement
}

export type Notification = SignedNotification | UnsignedNotification | IgnoredNotification

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

/** A payout that a gateway is asked to make. */
export interface PayoutRequest {
  reference: string
  amount: Money
  /** Wallet, card or phone. */
  account: string
  /** The gateway's own name of the payout method, where there are several. */
  method?: string
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
 * What a refund in Medusa does: `reject` records nothing; `manual` records it and asks a person to return the money;
 * `payout` sends the money to the payer's account; `gateway` lets the gateway return it the way it came.
 */
export type RefundMode = "reject" | "manual" | "payout" | "gateway"

/** What is done to a payment after it was created. */
export type OperationKind = "capture" | "void" | "refund"

/** A capture, a void or a refund before it is written down. */
export interface NewOperation {
  kind: OperationKind
  /** Our own unique key, at most 64 of `[0-9A-Za-z_-]`: the gateway recognizes a repetition by it. */
  key: string
  /** What is captured or refunded; for a void, what is held. */
  amount: Money
  /** Whether it is all that is held, or all that is left of what was captured. */
  isWhole: boolean
  /** Sums exactly to the amount; empty where the entry sends no receipts. */
  receipt: readonly ReceiptLine[]
  payer: Payer
  /** For the payer, in the merchant's words. */
  reason: string | null
}

/** An operation as it was written down before its first try: each try sends the same key and the same bytes. */
export interface Operation {
  kind: OperationKind
  key: string
  amount: Money
  /** What {@link Gateway.operationBody} made of it. */
  body: string
  /** The gateway's own number of the operation, once it told one. */
  gatewayId: string | null
  /** When it was written down, in milliseconds since 1970. */
  createdAt: number
}

/** A refund as the gateway shows it. */
export interface ObservedRefund {
  gatewayId: string | null
  /** `failed`: it is over, and no money went back. */
  status: "pending" | "done" | "failed"
  /** Decimal string in major units, or null where the gateway does not tell. */
  amount: string | null
  /** Why it failed, in the gateway's words. */
  reason: string | null
  /** The answer without anything secret or personal. */
  raw: Record<string, unknown>
}

/** One page of a list, newest first. */
export interface Page<Item> {
  items: readonly Item[]
  /** The gateway's own cursor of the next page; null past the end. */
  next: string | null
}

export interface Payouts {
  /** Whether a payout must name its {@link PayoutRequest.method}. */
  readonly needsMethod?: boolean
  /** Currencies of payouts: upper-case codes, or "any"; without it those of payments. */
  readonly currencies?: readonly string[] | "any"
  create(request: PayoutRequest): Promise<ObservedPayout>
  /** Asks by our reference; null when the gateway knows no such payout. */
  fetch(request: PayoutRequest): Promise<ObservedPayout | null>
  /** One page, newest first, counted from 1; empty past the end. */
  list?(page: number): Promise<ObservedPayout[]>
}

/** The result of a connection check, in words for the merchant. */
export interface Connection {
  account: string
  details: Record<string, string>
}

/** A wrong option, and the reason, which is written after the option's name. */
export interface WrongOption {
  /** "payouts.min" */
  option: string
  reason: string
}

/**
 * What a gateway implements. A capability that it lacks is an absent member, never a stub. What the merchant wants is no
 * matter of the gateway's: {@link EntryPolicy}.
 *
 * Every call may throw {@link GatewayUnavailable}, {@link OutcomeUnknown}, {@link GatewayDeclined} or
 * {@link IntegrityError}; each answer is checked against what was asked.
 */
export interface Gateway {
  readonly name: string
  /** The shop or merchant, which tells two entries of a gateway apart. No secret. */
  readonly account: string
  /** Upper-case codes. */
  readonly currencies: readonly string[]

  /**
   * A new reference in a form that this gateway accepts.
   * @param mark the store's mark, where a text reference has room for it
   */
  newReference(mark?: string): string
  createPayment(request: PaymentRequest): Promise<CreatedPayment>
  /**
   * What the gateway's API shows of a payment; the caller compares it with what was asked.
   *
   * `null` only when the gateway itself said, in its own positive form, that it knows no such payment; any other error
   * throws. A gateway that does not know a number which it has told us ({@link KnownPayment.gatewayId}) answers `null`
   * as well: the caller must not take that for "not paid".
   */
  fetchPayment(payment: KnownPayment): Promise<Observation | null>
  /** Pure. @throws InvalidNotification unless the origin is proven, or it is no more than a number to ask about */
  parseNotification(raw: RawNotification): Notification

  /** Tells the gateway that the shopper will not pay. */
  cancelPayment?(payment: KnownPayment): Promise<void>
  /** Tells the gateway that the shopper has sent the money. */
  confirmSent?(payment: KnownPayment): Promise<void>
  /**
   * One page of the gateway's own list, newest first.
   * @param from null for the first page, else {@link Page.next} of the page before
   */
  listPayments?(from: string | null): Promise<Page<Observation>>

  /**
   * The body that is sent for an operation. Pure: it is written down before the first try, and every try sends it
   * unchanged. Present with any of the three below.
   */
  operationBody?(payment: KnownPayment, operation: NewOperation): string
  /** Captures what is held, or a part of it. Safe to repeat: the gateway does the same operation once. */
  capturePayment?(payment: KnownPayment, operation: Operation): Promise<Observation>
  /** Voids what is held. Safe to repeat. */
  voidPayment?(payment: KnownPayment, operation: Operation): Promise<Observation>
  /** Returns captured money the way it came. Safe to repeat. */
  refundPayment?(payment: KnownPayment, operation: Operation): Promise<ObservedRefund>
  /**
   * What the gateway shows of a refund, found by its number, else by our key. `null` only when the gateway itself shows
   * that it has none of that key. Present with {@link Gateway.refundPayment}.
   */
  fetchRefund?(payment: KnownPayment, operation: Operation): Promise<ObservedRefund | null>

  balances?(range?: DateRange): Promise<Balance[]>
  readonly payouts?: Payouts
  /** Asks something harmless that proves that keys and network work. */
  checkConnection?(): Promise<Connection>
}

/** What a gateway can do. Its members must agree: both are compared when a provider entry is made. */
export interface Capabilities {
  /** Whether its notifications prove their origin. */
  notifications: "signed" | "unsigned"
  /** The notifications whose addresses the merchant enters in the gateway's cabinet; none where each payment brings one. */
  cabinetUrls: readonly SignedNotification["subject"][]
  cancelPayment: boolean
  confirmSent: boolean
  listPayments: boolean
  checkConnection: boolean
  balances: false | "now" | "range"
  payouts: false | "plain" | "listed"
  /** How often a hold may be captured: as a whole only, once whatever the sum (the rest goes back), or in many parts. */
  holds: false | "whole" | "once" | "many"
  /** Whether it refunds by its API: a whole payment only, or any part. */
  refunds: false | "whole" | "partial"
  /** How long it recognizes a repetition by its key; 0 without operations. */
  operationKeysMs: number
  /** Whether it takes the lines of a receipt. */
  receipts: boolean
  /** Whether it has play money. */
  testPayments: boolean
}

/** The options of a provider entry that are the same for all gateways, read once at boot. */
export interface EntryPolicy {
  /** When Medusa places the order. */
  readonly orderPolicy: OrderPolicy
  /** Whether play money counts (test shops only). */
  readonly acceptsTestPayments: boolean
  /** The smallest and largest payment, in any of the currencies. */
  readonly limits: AmountLimits
  /** Whether money is captured at once, or held until the merchant captures it. */
  readonly capture: "automatic" | "manual"
  readonly refunds: RefundMode
  /** Whether {@link PaymentRequest.receipt} is sent: only then is the cart read for its lines. */
  readonly sendsReceipt: boolean
  /** The merchant's rules for payouts; without them none are made. */
  readonly payoutPolicy?: PayoutPolicy
}

/** A gateway of one provider entry: with the merchant's options, and what it is in general. */
export interface EntryGateway extends Gateway, EntryPolicy {
  readonly capabilities: Capabilities
  /** How it is offered to shoppers; by its name alone without it. */
  readonly storefront?: Storefront
  /** See {@link GatewayDefinition.unproven}. */
  readonly unproven?: readonly string[]
}

/** What a gateway is created from. */
export interface GatewayEntry<Options> {
  options: Options
  policy: EntryPolicy
  runtime: Runtime
}

/** A gateway in one value. Its options are read at boot, before anything runs. */
export interface GatewayDefinition<Options = unknown> {
  /** Lower-case, without underscores: it becomes a part of Medusa's provider id. */
  readonly name: string
  readonly title: string
  readonly referenceForm: ReferenceForm
  readonly capabilities: Capabilities
  /** How it is offered to shoppers; by its name alone without it. */
  readonly storefront?: Storefront
  /** The gateway's own options, each with a description; the options that all gateways share are not among them. */
  readonly options: z.ZodType<Options>
  /**
   * Options that do not go together. Pure. It is called even when other options are wrong, so that a merchant reads of
   * all of them at once; options that cannot be read are missing then.
   */
  conflicts?(options: Partial<Options>, policy: EntryPolicy): readonly WrongOption[]
  /** Keys and addresses among the options that may be wrong even where {@link Gateway.checkConnection} succeeds. */
  readonly unproven?: readonly string[]
  create(entry: GatewayEntry<Options>): Gateway
}
