import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import type { Money } from "../../core"
import { readRows } from "../container"
import { moneyFromMedusa } from "../money"

interface CartRow {
  id: string
  total: BigNumberInput
  currency_code: string
  completed_at: unknown
}

const cartsOf = (container: MedusaContainer, id: string | string[]): Promise<CartRow[]> =>
  readRows(container, {
    entity: "cart",
    fields: ["id", "total", "currency_code", "completed_at"],
    filters: { id },
  })

const totalOf = ({ total, currency_code }: CartRow): Money => moneyFromMedusa(total, currency_code)

/** What a cart costs now, as Medusa computes it; null when there is no such cart. */
export async function readCartTotal(container: MedusaContainer, id: string): Promise<Money | null> {
  const [cart] = await cartsOf(container, id)
  return cart ? totalOf(cart) : null
}

/** Totals of the carts that are no orders yet, by their payment collection. */
export async function openCartTotals(
  container: MedusaContainer,
  collectionIds: readonly string[],
): Promise<Map<string, Money>> {
  const links = await readRows<{ cart_id: string; payment_collection_id: string }>(container, {
    entity: "cart_payment_collection",
    fields: ["cart_id", "payment_collection_id"],
    filters: { payment_collection_id: [...collectionIds] },
  })
  const collectionOf = new Map(links.map((link) => [link.cart_id, link.payment_collection_id]))
  const totals = new Map<string, Money>()
  for (const cart of await cartsOf(container, [...collectionOf.keys()])) {
    if (cart.completed_at) continue
    try {
      totals.set(collectionOf.get(cart.id) as string, totalOf(cart))
    } catch {
      // A total that cannot be read must not hide the others.
    }
  }
  return totals
}
