import type { MedusaContainer } from "@medusajs/framework/types"
import type { ListedAttempt } from "../../../../modules/gateway-ledger"
import type { PaymentRow } from "../types"
import { ownersOf } from "../../../../medusa/reads/collection-owners"
import { decimal, iso } from "./values"

/** Payments as a list shows them, in the same order. */
export async function paymentRows(
  container: MedusaContainer,
  attempts: readonly ListedAttempt[],
): Promise<PaymentRow[]> {
  const collections = attempts.map(({ payment_collection_id }) => payment_collection_id)
  const ownerOf = await ownersOf(container, collections)
  return attempts.map((attempt) => ({
    id: attempt.id,
    provider_id: attempt.provider_id,
    reference: attempt.reference,
    gateway_id: attempt.gateway_id,
    amount: decimal(attempt.amount, attempt.currency_code),
    currency_code: attempt.currency_code.toLowerCase(),
    status: attempt.status,
    received: decimal(attempt.received, attempt.currency_code),
    fee: decimal(attempt.fee, attempt.currency_code),
    test: attempt.test,
    held_for: attempt.held_for as PaymentRow["held_for"],
    open_problems: attempt.open_problems,
    created_at: iso(attempt.created_at),
    ...ownerOf(attempt.payment_collection_id),
  }))
}
