import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { deleteSession } from "./delete-session"
import { withFreeLock } from "./lock"
import { hasOrder } from "./order-of-cart"

const HOLD_SECONDS = 60

/**
 * Deletes a payment session of a cart that is no order; its payment stays. Done under Medusa's own lock of the cart, under
 * which it completes carts, on what is there then.
 *
 * @throws Error when Medusa is at work on the cart
 */
export async function dropSession(
  container: MedusaContainer,
  knex: Knex,
  { sessionId, cartId }: { sessionId: string; cartId: string },
): Promise<void> {
  await withFreeLock(container.resolve(Modules.LOCKING), cartId, HOLD_SECONDS, async () => {
    const isPlaced = await hasOrder(knex, cartId)
    const session = await knex("payment_session")
      .where({ id: sessionId })
      .whereNull("deleted_at")
      .first("id", "provider_id")
    if (session && !isPlaced) await deleteSession(container, knex, session)
  })
}
