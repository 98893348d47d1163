import type { MedusaContainer } from "@medusajs/framework/types"
import { readRows } from "../container"

/** The orders that a search text stands for, and the payment collections of orders and carts. */
export interface FoundByText {
  text: string
  orders: string[]
  collections: string[]
}

/** How many orders or carts of a customer are found at most, newest first. */
const MOST = 1_000

const ORDER_NUMBER = /^#?(\d{1,9})$/

/**
 * Looks up what a person may mean by an order's number or by an e-mail address; references and gateways' numbers are the
 * ledger's to find. An address must be whole. Medusa makes a customer of every address, and carts and orders have no index
 * of addresses, so they are found by their customer.
 */
export async function searchFor(
  container: MedusaContainer,
  text: string | undefined,
): Promise<FoundByText | undefined> {
  if (text === undefined) return undefined
  const number = ORDER_NUMBER.exec(text)?.[1]
  if (number !== undefined) {
    const orders = await idsOf(container, "order", { display_id: Number(number) })
    return { text, orders, collections: await collectionsOf(container, { orders }) }
  }
  if (!text.includes("@")) return { text, orders: [], collections: [] }
  const customers = await idsOf(container, "customer", { email: [...new Set([text, text.toLowerCase()])] })
  if (customers.length === 0) return { text, orders: [], collections: [] }
  const [orders, carts] = await Promise.all([
    idsOf(container, "order", { customer_id: customers }),
    idsOf(container, "cart", { customer_id: customers }),
  ])
  return { text, orders, collections: await collectionsOf(container, { orders, carts }) }
}

async function idsOf(container: MedusaContainer, entity: string, filters: object): Promise<string[]> {
  const pagination = { take: MOST, skip: 0, order: { id: "DESC" as const } }
  const rows = await readRows<{ id: string }>(container, { entity, fields: ["id"], filters, pagination })
  return rows.map(({ id }) => id)
}

/** The payment collections of orders and carts. */
export async function collectionsOf(
  container: MedusaContainer,
  { orders, carts = [] }: { orders: string[]; carts?: string[] },
): Promise<string[]> {
  const read = async (entity: string, column: string, ids: string[]) => {
    const wanted = { entity, fields: ["payment_collection_id"], filters: { [column]: ids } }
    const links = ids.length > 0 ? await readRows<{ payment_collection_id: string }>(container, wanted) : []
    return links.map((link) => link.payment_collection_id)
  }
  const found = await Promise.all([
    read("order_payment_collection", "order_id", orders),
    read("cart_payment_collection", "cart_id", carts),
  ])
  return [...new Set(found.flat())]
}
