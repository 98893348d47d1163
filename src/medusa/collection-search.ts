import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** What a search text stands for in Medusa: orders, and the payment collections of orders and carts. */
export interface FoundByText {
  text: string
  orders: string[]
  collections: string[]
}

/** Of a customer with more carts than this, the newest are looked at. */
const MOST = 1_000

const ORDER_NUMBER = /^#?(\d{1,9})$/

/**
 * What a person may mean: the ledger knows references and gateways' numbers itself; an order's number and an e-mail
 * address are looked up here, by Medusa's indexes. An address must be whole: neither carts nor orders have an index of
 * theirs, so it is found by its customer, whom Medusa makes of every address.
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
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity,
    fields: ["id"],
    filters,
    pagination: { take: MOST, skip: 0, order: { id: "DESC" } },
  } as never)
  return (data as { id: string }[]).map(({ id }) => id)
}

/** The payment collections of orders and carts. */
export async function collectionsOf(
  container: MedusaContainer,
  { orders, carts = [] }: { orders: string[]; carts?: string[] },
): Promise<string[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const read = async (entity: string, column: string, ids: string[]) => {
    if (ids.length === 0) return []
    const { data } = await query.graph({
      entity,
      fields: ["payment_collection_id"],
      filters: { [column]: ids },
    })
    return (data as { payment_collection_id: string }[]).map((link) => link.payment_collection_id)
  }
  const found = await Promise.all([
    read("order_payment_collection", "order_id", orders),
    read("cart_payment_collection", "cart_id", carts),
  ])
  return [...new Set(found.flat())]
}
