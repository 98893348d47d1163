import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** The order and cart that a payment collection belongs to. */
export interface CollectionOwner {
  order: { id: string; display_id: number | null } | null
  cart_id: string | null
  email: string | null
}

export type FindOwner = (collectionId: string | null) => CollectionOwner

interface OrderLink {
  payment_collection_id: string
  order?: { id: string; display_id: number | null; email: string | null }
}

interface CartLink {
  payment_collection_id: string
  cart_id: string
  cart?: { email: string | null }
}

/** Orders and carts of payment collections, with bounded statements whatever their number. */
export async function ownersOf(
  container: MedusaContainer,
  collectionIds: readonly (string | null)[],
): Promise<FindOwner> {
  const ids = [...new Set(collectionIds.filter((id) => id !== null))]
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const read = async (entity: string, fields: string[]) => {
    if (ids.length === 0) return []
    const filters = { payment_collection_id: ids }
    return (await query.graph({ entity, fields: ["payment_collection_id", ...fields], filters })).data
  }
  const [orders, carts] = await Promise.all([
    read("order_payment_collection", ["order.id", "order.display_id", "order.email"]),
    read("cart_payment_collection", ["cart_id", "cart.email"]),
  ])
  const byCollection = <T extends { payment_collection_id: string }>(links: unknown[]) =>
    new Map((links as T[]).map((link) => [link.payment_collection_id, link]))
  const orderOf = byCollection<OrderLink>(orders)
  const cartOf = byCollection<CartLink>(carts)
  return (id) => {
    const order = id === null ? undefined : orderOf.get(id)?.order
    const cart = id === null ? undefined : cartOf.get(id)
    return {
      order: order ? { id: order.id, display_id: order.display_id ?? null } : null,
      cart_id: cart?.cart_id ?? null,
      email: order?.email ?? cart?.cart?.email ?? null,
    }
  }
}
