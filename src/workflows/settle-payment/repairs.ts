import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { PaymentAttempt } from "../../modules/gateway-ledger"
import type { MedusaFacts } from "./medusa-facts"

const LOCK_SECONDS = 60

interface PaidRow {
  payment_session_id: string
  currency_code: string
  captures: { id: string; raw_amount: BigNumberInput }[]
}

async function paymentsOf(container: MedusaContainer, attempt: PaymentAttempt): Promise<PaidRow[]> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "payment",
    fields: ["payment_session_id", "currency_code", "captures.id", "captures.raw_amount"],
    filters: { payment_collection_id: attempt.payment_collection_id },
  })
  return data as unknown as PaidRow[]
}

/**
 * Completing a cart writes the order, then the payment, then the payment into the order's account. A process that was
 * killed in between leaves an order that shows nothing as paid, and completing it again does not mend that.
 *
 * @returns false when somebody is at work on the cart right now; the next look comes back to it
 */
export async function recordCaptures(
  container: MedusaContainer,
  attempt: PaymentAttempt,
  { orderId, cartId }: MedusaFacts,
): Promise<boolean> {
  if (!orderId || (await missingOf(container, attempt, orderId)).length === 0) return true
  const locking = container.resolve(Modules.LOCKING)
  const key = cartId ?? orderId
  const ownerId = `payment-gateways:${attempt.id}`
  try {
    await locking.acquire(key, { ownerId, expire: LOCK_SECONDS })
  } catch {
    return false
  }
  try {
    const missing = await missingOf(container, attempt, orderId)
    if (missing.length > 0) await container.resolve(Modules.ORDER).addOrderTransactions(missing)
    return true
  } finally {
    await locking.release(key, { ownerId })
  }
}

async function missingOf(container: MedusaContainer, attempt: PaymentAttempt, orderId: string) {
  const payments = await paymentsOf(container, attempt)
  const known = await container
    .resolve(Modules.ORDER)
    .listOrderTransactions({ order_id: orderId, reference: "capture" }, { select: ["reference_id"] })
  const recorded = new Set(known.map(({ reference_id }) => reference_id))
  return payments.flatMap(({ currency_code, captures }) =>
    (captures ?? [])
      .filter(({ id }) => !recorded.has(id))
      .map(({ id, raw_amount }) => ({
        order_id: orderId,
        amount: raw_amount,
        currency_code,
        reference: "capture",
        reference_id: id,
      })),
  ) as never[]
}

/** Medusa completes a cart by its newest session, so one that came after the captured payment must not stand there. */
export async function dropUnpaidSessions(container: MedusaContainer, attempt: PaymentAttempt): Promise<void> {
  const payment = container.resolve(Modules.PAYMENT)
  const paid = new Set((await paymentsOf(container, attempt)).map((row) => row.payment_session_id))
  const sessions = await payment.listPaymentSessions({
    payment_collection_id: attempt.payment_collection_id,
  })
  for (const { id } of sessions) {
    if (!paid.has(id)) await payment.deletePaymentSession(id)
  }
}
