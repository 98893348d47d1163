import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Money } from "../core"
import { moneyFromMedusa } from "./money"

interface CartRow {
  id: string
  total: BigNumberInput
  currency_code: string
  completed_at: unknown
}

/** Totals of the carts that are no orders yet, by their payment collection. */
export async function openCartTotals(
  container: MedusaContainer,
  collectionIds: readonly string[],
): Promise<Map<string, Money>> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data: links } = await query.graph({
    entity: "cart_payment_collection",
    fields: ["cart_id", "payment_collection_id"],
    filters: { payment_collection_id: [...collectionIds] },
  })
  const collectionOf = new Map(
    (links as { cart_id: string; payment_collection_id: string }[]).map((link) => [
      link.cart_id,
      link.payment_collection_id,
    ]),
  )
  const { data: carts } = await query.graph({
    entity: "cart",
    fields: ["id", "total", "currency_code", "completed_at"],
    filters: { id: [...collectionOf.keys()] },
  })
  return new Map(
    (carts as CartRow[])
      .filter(({ completed_at }) => !completed_at)
      .flatMap((cart) => {
        const total = totalOf(cart)
        return total ? [[collectionOf.get(cart.id) as string, total] as const] : []
      }),
  )
}

/** Undefined where it cannot be read, which must not hide the others. */
function totalOf({ total, currency_code }: CartRow): Money | undefined {
  try {
    return moneyFromMedusa(total, currency_code)
  } catch {
    return undefined
  }
}
