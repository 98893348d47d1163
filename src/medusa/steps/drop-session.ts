import type { MedusaContainer } from "@medusajs/framework/types"
import type { MedusaPort } from "../../settlement/dependencies"
import { knexOf } from "../container"
import { withFreeLock } from "../lock"
import { deleteSession } from "./delete-session"
import { hasOrder } from "./order-links"

/**
 * Deletes a payment session of a cart that is no order; its payment stays. Medusa completes carts under its lock of the
 * cart, so the session is looked up and deleted under that lock.
 *
 * @throws Error when Medusa is at work on the cart
 */
export async function dropSession(
  container: MedusaContainer,
  { sessionId, cartId }: Parameters<MedusaPort["dropSession"]>[0],
): Promise<void> {
  await withFreeLock(container, cartId, async () => {
    const knex = knexOf(container)
    const isPlaced = await hasOrder(knex, cartId)
    const session = await knex("payment_session")
      .where({ id: sessionId })
      .whereNull("deleted_at")
      .first("id", "provider_id")
    if (session && !isPlaced) await deleteSession(container, session)
  })
}
