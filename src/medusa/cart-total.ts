import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Money } from "../core"
import { moneyFromMedusa } from "./money"

/** What a cart costs now, as Medusa computes it; null when there is no such cart. */
export async function readCartTotal(container: MedusaContainer, id: string): Promise<Money | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "cart",
    fields: ["id", "total", "currency_code"],
    filters: { id },
  })
  const [cart] = data as { total: BigNumberInput; currency_code: string }[]
  return cart ? moneyFromMedusa(cart.total, cart.currency_code) : null
}
