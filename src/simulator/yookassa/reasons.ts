import type { Cancellation } from "./types"

/** Reasons of a canceled payment, with the party of each: documented, "Declined payments". */
const PAYMENT_REASONS: Record<string, string> = {
  "3d_secure_failed": "payment_network",
  call_issuer: "payment_network",
  canceled_by_merchant: "merchant",
  card_expired: "payment_network",
  country_forbidden: "yoo_money",
  deal_expired: "yoo_money",
  expired_on_capture: "yoo_money",
  expired_on_confirmation: "yoo_money",
  fraud_suspected: "yoo_money",
  general_decline: "payment_network",
  identification_required: "yoo_money",
  insufficient_funds: "payment_network",
  internal_timeout: "yoo_money",
  invalid_card_number: "payment_network",
  invalid_csc: "payment_network",
  issuer_unavailable: "payment_network",
  payment_method_limit_exceeded: "yoo_money",
  payment_method_restricted: "payment_network",
  permission_revoked: "yoo_money",
  unsupported_mobile_operator: "yoo_money",
}

/** Reasons of a canceled refund: documented, "Refunds". */
const REFUND_REASONS: Record<string, string> = {
  insufficient_funds: "yoo_money",
  rejected_by_timeout: "yoo_money",
  rejected_by_payee: "refund_network",
  general_decline: "refund_network",
  payment_expired: "yoo_money",
  yoo_money_account_closed: "yoo_money",
}

/** Takes any reason, since YooKassa adds new ones without notice. */
export function paymentCancellation(reason: string): Cancellation {
  return { party: PAYMENT_REASONS[reason] ?? "yoo_money", reason }
}

export function refundCancellation(reason: string): Cancellation {
  return { party: REFUND_REASONS[reason] ?? "yoo_money", reason }
}
