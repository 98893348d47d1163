import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { reportRefundOwed } from "../workflows/refund-owed"

/** Medusa cancels an order although the refund failed, and shows it as refunded; the merchant must be told. */
export default async function orderCanceled({
  event,
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  await reportRefundOwed(container, event.data.id)
}

export const config: SubscriberConfig = { event: "order.canceled" }
