import type { NextAction, PaymentStatus } from "../../core"
import type { PaymentAttempt } from "../../modules/gateway-ledger"

/** What a storefront finds in `payment_session.data`. It is public, and shoppers can change it: nothing in it is believed. */
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

/** Always has all keys: Medusa replaces `payment.data` by it, and merges it into the data of a session. */
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
