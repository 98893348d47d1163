import type { MedusaContainer } from "@medusajs/framework/types"
import { readRows } from "../container"

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

/** Finds the orders and carts of payment collections. The number of statements does not grow with the collections. */
export async function ownersOf(
  container: MedusaContainer,
  collectionIds: readonly (string | null)[],
): Promise<FindOwner> {
  const ids = [...new Set(collectionIds.filter((id) => id !== null))]
  const read = async <Link extends { payment_collection_id: string }>(entity: string, fields: string[]) => {
    const wanted = {
      entity,
      fields: ["payment_collection_id", ...fields],
      filters: { payment_collection_id: ids },
    }
    const links = ids.length > 0 ? await readRows<Link>(container, wanted) : []
    return new Map<string | null, Link>(links.map((link) => [link.payment_collection_id, link]))
  }
  const [orders, carts] = await Promise.all([
    read<OrderLink>("order_payment_collection", ["order.id", "order.display_id", "order.email"]),
    read<CartLink>("cart_payment_collection", ["cart_id", "cart.email"]),
  ])
  return (id) => {
    const order = orders.get(id)?.order
    const cart = carts.get(id)
    return {
      order: order ? { id: order.id, display_id: order.display_id ?? null } : null,
      cart_id: cart?.cart_id ?? null,
      email: order?.email ?? cart?.cart?.email ?? null,
    }
  }
}
