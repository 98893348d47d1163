import type { ListedAttempt } from "../../../../modules/gateway-ledger"
import type { PaymentRow } from "../types"
import type { FindOwner } from "../../../../medusa/reads/collection-owners"
import { decimal, iso } from "./values"

/** A payment as a list shows it. */
export function paymentRow(attempt: ListedAttempt, ownerOf: FindOwner): PaymentRow {
  const { currency_code: currency } = attempt
  const place = ownerOf(attempt.payment_collection_id)
  return {
    id: attempt.id,
    provider_id: attempt.provider_id,
    reference: attempt.reference,
    gateway_id: attempt.gateway_id,
    amount: decimal(attempt.amount, currency),
    currency_code: currency.toLowerCase(),
    status: attempt.status,
    received: decimal(attempt.received, currency),
    fee: decimal(attempt.fee, currency),
    test: attempt.test,
    held_for: attempt.held_for as PaymentRow["held_for"],
    open_problems: attempt.open_problems,
    created_at: iso(attempt.created_at),
    order: place.order,
    cart_id: place.cart_id,
    email: place.email,
  }
}
