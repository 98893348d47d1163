import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { lookSoon } from "./background"
import { ledgerOf } from "./services"

/**
 * Makes the money of an order due, and looks at it in the background: with a Redis event bus a subscriber that works
 * keeps all other events waiting. What fails is found by the sweep.
 */
export async function lookAtOrder(container: MedusaContainer, orderId: string): Promise<void> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order_payment_collection",
    fields: ["payment_collection_id"],
    filters: { order_id: orderId },
  })
  const collections = (data as { payment_collection_id: string }[]).map((row) => row.payment_collection_id)
  const { attempts } = ledgerOf(container)
  const ids = (await attempts.ofCollections(collections)).map(({ id }) => id)
  await attempts.wake(ids)
  for (const id of ids) lookSoon(container, id)
}
