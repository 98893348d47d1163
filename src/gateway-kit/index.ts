/**
 * What an author of a gateway needs: the contract, money, errors, the transport, the reading of options and answers, and
 * the Medusa provider.
 *
 * ```ts
 * import { gatewayProvider, type GatewayDefinition } from "medusa-payment-gateways/gateway-kit"
 * ```
 *
 * The conformance suite is `medusa-payment-gateways/testing`.
 *
 * @packageDocumentation
 */

// The contract
export { MAX_CODE_LENGTH } from "../core/gateway"
export type {
  Acknowledgement,
  Balance,
  Capabilities,
  Claim,
  Claims,
  Connection,
  CreatedPayment,
  DateRange,
  EntryGateway,
  EntryPolicy,
  Gateway,
  GatewayDefinition,
  GatewayEntry,
  IgnoredNotification,
  KnownPayment,
  NewOperation,
  NextAction,
  Notification,
  NotificationFields,
  Observation,
  ObservedPayout,
  ObservedRefund,
  Operation,
  OperationKind,
  Page,
  Payer,
  PaymentRequest,
  PayoutRequest,
  Payouts,
  RawNotification,
  RefundMode,
  SignedNotification,
  UnsignedNotification,
  WrongOption,
} from "../core/gateway"
export type { PaymentStatus } from "../core/payment/payment-status"
export type { ReceiptLine } from "../core/money/receipt"
export {
  LOCALES,
  type Locale,
  type Localized,
  type PhoneForm,
  type Storefront,
  type StorefrontField,
} from "../core/shopper/storefront"

// What it is told and answers with
export { compareDecimals } from "../core/money/decimal"
export {
  GatewayDeclined,
  GatewayError,
  GatewayUnavailable,
  IntegrityError,
  InvalidNotification,
  NotSupported,
  OptionsError,
  OutcomeUnknown,
} from "../core/errors"
export { Money } from "../core/money"
export { pageByNumber } from "../core/pages"
export { referenceSource, type ReferenceForm } from "../core/payment/reference"
export { systemRuntime, type Logger, type Runtime } from "../core/runtime"
export { Secret } from "../core/secret"

// The network
export { createTransport } from "../http/transport"
export type { Timeouts, Transport, TransportOptions } from "../http/transport"
export type { Answer, Call, CallKind, SignedRequest } from "../http/call"
export { readNotification, type IncomingNotification } from "../http/read-notification"
export { askFirst, type AfterLostAnswer, type OnceOnly } from "../gateways/ask-first"

// Options, answers and notifications
export { openEntry } from "../gateways/entry"
export { readEntry, type EntryOptions, type SharedOptionsInput } from "../gateways/entry-options"
export { assertStorable, fieldOf, sentFields } from "../gateways/fields"
export { jsonOf, unreadable } from "../gateways/json"
export { isEmptyData, saysUnknown } from "../gateways/not-found"
export { refusal } from "../gateways/option-issues"
export {
  baseUrl,
  calledUrl,
  copied,
  currencyCodes,
  httpUrl,
  secret,
  secrets,
  timeouts,
} from "../gateways/options"
export { sameSignature } from "../gateways/same-signature"
export * as words from "../gateways/words"

// The Medusa provider
export { gatewayProvider, type GatewayProviderClass } from "../providers/base"
