import { MedusaError } from "@medusajs/framework/utils"
import { GatewayError, type ErrorCode, type ErrorKind } from "../core"

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

/** Codes whose messages are written for the shopper; the others are for the merchant, who finds them in the log. */
const FOR_SHOPPERS = new Set<ErrorCode>([
  "currency_not_supported",
  "amount_not_supported",
  "already_paid",
  "payer_wallet_required",
  "payer_contact_required",
  "refund_not_supported",
  "capture_not_confirmed",
  "ledger_missing",
])

const NOT_STARTED: Partial<Record<ErrorKind, string>> = {
  declined: "The payment could not be started. Please choose another way to pay.",
  unavailable: "The payment service does not answer at the moment. Nothing was charged; please try again.",
  outcome_unknown: "The payment service gave no clear answer. Nothing was charged; please try again.",
  integrity: "The payment service gave an unexpected answer. Nothing was charged; please try again.",
}

/** Whom an error is shown to: only admins capture and refund. */
export type Reader = "shopper" | "merchant"

/**
 * A gateway's error as Medusa shows it: 400 for what the reader can change, 500 with a sentence for everything else.
 * A merchant reads the message as it is. Errors of other kinds pass unchanged.
 */
export function toMedusaError(error: unknown, reader: Reader = "shopper"): unknown {
  if (!(error instanceof GatewayError)) {
    return error
  }
  const isPlain = reader === "merchant" || FOR_SHOPPERS.has(error.code)
  const message = isPlain ? error.message : (NOT_STARTED[error.kind] ?? error.message)
  return new MedusaError(TYPES[error.kind], message, error.code)
}
