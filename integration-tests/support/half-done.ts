import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

/**
 * One more piece in the cart, as a process leaves it that was killed before it came to the cart's payment: the cart
 * costs more, and its payment session asks for what it cost before.
 */
export const addHalf = (container: MedusaContainer, cartId: string) => addPieces(container, cartId, 1)

/** And as it was before. */
export const takeHalf = (container: MedusaContainer, cartId: string) => addPieces(container, cartId, -1)

async function addPieces(container: MedusaContainer, cartId: string, pieces: number): Promise<void> {
  const carts = container.resolve(Modules.CART)
  const { items } = await carts.retrieveCart(cartId, { relations: ["items"] })
  const [item] = items ?? []
  if (!item) throw new Error(`${cartId} is empty`)
  await carts.updateLineItems(item.id, { quantity: Number(item.quantity) + pieces })
}
