import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { deleteSession } from "./delete-session"
import { withFreeLock } from "./lock"

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
    const order = await knex("order_cart as link")
      .join("order", "order.id", "link.order_id")
      .where("link.cart_id", cartId)
      .whereNull("link.deleted_at")
      .whereNull("order.deleted_at")
      .first("order.id")
    const session = await knex("payment_session")
      .where({ id: sessionId })
      .whereNull("deleted_at")
      .first("id", "provider_id")
    if (session && !order) await deleteSession(container, knex, session)
  })
}
