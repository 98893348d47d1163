import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { lookAtCollections } from "../background"
import { dependenciesOf } from "../composition"
import { collectionsOf } from "../medusa/reads/collection-search"

/** A canceled order's money is looked at right away; without this event the next look at its payments finds the same. */
export default async function orderCanceled({
  event,
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  const collections = await collectionsOf(container, { orders: [event.data.id] })
  await lookAtCollections(dependenciesOf(container), collections)
}

export const config: SubscriberConfig = { event: "order.canceled" }
