import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { MedusaPort } from "../../settlement/dependencies"
import { knexOf } from "../container"
import { hasOrder } from "./order-links"
import { completeCart, placeOrder } from "./place-order"

/**
 * Lets Medusa authorize a session whose money is held, and place the order where there is none. Medusa asks the provider
 * once more, which answers from the same facts.
 *
 * @throws Error with Medusa's reason when no order, or no payment, came of it
 */
export async function authorize(
  container: MedusaContainer,
  { sessionId, cartId, paymentId }: Parameters<MedusaPort["authorize"]>[0],
): Promise<void> {
  const knex = knexOf(container)
  await reviveCanceled(knex, sessionId)
  if (cartId === null || (await hasOrder(knex, cartId))) {
    await container.resolve(Modules.PAYMENT).authorizePaymentSession(sessionId, {})
  } else if (paymentId === null) {
    await completeCart(container, cartId)
  } else {
    await placeOrder(container, { cartId, paymentId, sessionId })
  }
}

/** Medusa cancels the payment when it cannot complete the cart; the hold at the gateway stands, so the payment does again. */
async function reviveCanceled(knex: Knex, sessionId: string): Promise<void> {
  await knex("payment")
    .where({ payment_session_id: sessionId })
    .whereNull("deleted_at")
    .whereNotNull("canceled_at")
    .whereNull("captured_at")
    .update({ canceled_at: null, updated_at: knex.fn.now() })
}
