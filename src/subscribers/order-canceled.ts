import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { lookAtCollections } from "../background"
import { dependenciesOf } from "../composition"
import { collectionsOf } from "../medusa/reads/collection-search"

/** Looks at a canceled order's payments right away. When the event is lost, the next look finds the same. */
export default async function orderCanceled({
  event,
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  const collections = await collectionsOf(container, { orders: [event.data.id] })
  await lookAtCollections(dependenciesOf(container), collections)
}

export const config: SubscriberConfig = { event: "order.canceled" }
