import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { hasOrder } from "./order-of-cart"
import { completeCart, placeOrder } from "./place-order"

/**
 * Lets Medusa authorize a session whose money is held, and place the order where there is none. Medusa asks the provider
 * once more, which answers from the same facts. A payment that Medusa canceled when it could not complete the cart is
 * taken up again: the hold stands.
 *
 * @throws Error with Medusa's reason when no order, or no payment, came of it
 */
export async function authorize(
  container: MedusaContainer,
  knex: Knex,
  { sessionId, cartId, paymentId }: { sessionId: string; cartId: string | null; paymentId: string | null },
): Promise<void> {
  await reviveCanceled(knex, sessionId)
  const isPlaced = cartId === null || (await hasOrder(knex, cartId))
  if (isPlaced) {
    await container.resolve(Modules.PAYMENT).authorizePaymentSession(sessionId, {})
    return
  }
  if (paymentId !== null) return placeOrder(container, { cartId, paymentId, sessionId })
  await completeCart(container, cartId)
}

async function reviveCanceled(knex: Knex, sessionId: string): Promise<void> {
  await knex("payment")
    .where({ payment_session_id: sessionId })
    .whereNull("deleted_at")
    .whereNotNull("canceled_at")
    .whereNull("captured_at")
    .update({ canceled_at: null, updated_at: knex.fn.now() })
}
