import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { lookAtAttempt } from "./look-at-attempt"
import { ledgerOf } from "./services"

/** Looks at the money of an order. Its attempts are due first, so that what fails here is found by the sweep. */
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
  if (ids.length === 0) return
  await attempts.wake(ids)
  for (const id of ids) await lookAtAttempt(container, id)
}
