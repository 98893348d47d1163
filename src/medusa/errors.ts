import { MedusaError } from "@medusajs/framework/utils"
import {
  GatewayDeclined,
  GatewayError,
  shopperText,
  type ErrorCode,
  type ErrorKind,
  type Locale,
} from "../core"

const TYPES: Record<ErrorKind, string> = {
  options: MedusaError.Types.INVALID_ARGUMENT,
  declined: MedusaError.Types.INVALID_DATA,
  unavailable: MedusaError.Types.UNEXPECTED_STATE,
  outcome_unknown: MedusaError.Types.UNEXPECTED_STATE,
  invalid_notification: MedusaError.Types.INVALID_DATA,
  integrity: MedusaError.Types.UNEXPECTED_STATE,
  not_supported: MedusaError.Types.NOT_ALLOWED,
  payout_refused: MedusaError.Types.NOT_ALLOWED,
  conflict: MedusaError.Types.NOT_ALLOWED,
}

/** Codes whose messages are written for the shopper. All other messages are for the merchant, who finds them in the log. */
const FOR_SHOPPERS = new Set<ErrorCode>([
  "currency_not_supported",
  "amount_not_supported",
  "already_paid",
  "order_canceled",
  "payer_wallet_required",
  "payer_contact_required",
  "refund_not_supported",
  "capture_not_confirmed",
  "ledger_missing",
])

/** Whom an error is shown to: only admins capture and refund. */
export type Reader = "shopper" | "merchant"

/**
 * Turns a gateway's error into Medusa's: Medusa answers 400 where the reader can change something, else 500. A merchant
 * reads the error's own message, a shopper reads what it means, in the shopper's language. Other errors stay as they are.
 */
export function toMedusaError(error: unknown, reader: Reader = "shopper", locale: Locale = "en"): unknown {
  if (!(error instanceof GatewayError)) return error
  const message = reader === "merchant" ? error.message : forShopper(error, locale)
  return new MedusaError(TYPES[error.kind], message, error.code)
}

/** A message that is written for shoppers says more than the text of its code, but is in English. */
function forShopper(error: GatewayError, locale: Locale): string {
  const isPlain = FOR_SHOPPERS.has(error.code)
  const own = error instanceof GatewayDeclined ? error.forShopper?.[locale] : undefined
  if (isPlain && own !== undefined) return own
  if (isPlain && locale === "en") return error.message
  return (isPlain ? shopperText(error.code, locale) : shopperText(error.kind, locale)) ?? error.message
}
