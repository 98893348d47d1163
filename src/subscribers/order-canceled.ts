import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { lookAtOrder } from "../workflows/look-at-order"

/** A canceled order's money is looked at right away; without this event the next look at its payments finds the same. */
export default async function orderCanceled({
  event,
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  await lookAtOrder(container, event.data.id)
}

export const config: SubscriberConfig = { event: "order.canceled" }
