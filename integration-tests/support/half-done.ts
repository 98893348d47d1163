import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

/**
 * One more piece in the cart, as a process leaves it that was killed before it came to the cart's payment: the cart
 * costs more, and its payment session asks for what it cost before.
 */
export const addHalf = (container: MedusaContainer, cartId: string) => addPieces(container, cartId, 1)

/** And as it was before. */
export const takeHalf = (container: MedusaContainer, cartId: string) => addPieces(container, cartId, -1)

/** A captured payment's session stands authorized again, as a process leaves it that was killed while it placed the order. */
export async function placeHalf(container: MedusaContainer, paymentId: string): Promise<void> {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  await knex.raw(
    `insert into payment_session
       (id, currency_code, amount, raw_amount, provider_id, data, status, authorized_at, payment_collection_id)
     select payment_session_id, currency_code, amount, raw_amount, provider_id, data, 'authorized', now(),
            payment_collection_id
     from payment where id = ?`,
    [paymentId],
  )
}

async function addPieces(container: MedusaContainer, cartId: string, pieces: number): Promise<void> {
  const carts = container.resolve(Modules.CART)
  const { items } = await carts.retrieveCart(cartId, { relations: ["items"] })
  const [item] = items ?? []
  if (!item) throw new Error(`${cartId} is empty`)
  await carts.updateLineItems(item.id, { quantity: Number(item.quantity) + pieces })
}
