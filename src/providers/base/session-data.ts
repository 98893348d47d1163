import type { NextAction, PaymentStatus } from "../../core"
import type { PaymentAttempt } from "../../modules/gateway-ledger"

/**
 * What a storefront finds in `payment_session.data`. All of it is public, and none of it is ever read back: shoppers
 * can write there.
 */
export interface SessionData extends Record<string, unknown> {
  session_id: string
  gateway: string
  /** Our reference, for the shopper's questions to support. */
  reference: string
  status: PaymentStatus
  /** Decimal string in major units, as the shopper must pay it. */
  amount: string
  /** Lower case, as everywhere in Medusa. */
  currency_code: string
  next_action: NextAction | null
}

/** Always the complete set of keys: Medusa replaces `payment.data` by it, and merges it into what a session holds. */
export function sessionDataOf(attempt: PaymentAttempt): SessionData {
  return {
    session_id: attempt.session_id,
    gateway: attempt.gateway,
    reference: attempt.reference,
    status: attempt.status,
    amount: attempt.amount,
    currency_code: attempt.currency_code.toLowerCase(),
    next_action: attempt.next_action,
  }
}
