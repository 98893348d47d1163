import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { settleSoon } from "../composition"
import { NOTIFICATION_RECEIVED } from "../settlement"

/** Queues the settlement of a notification. A subscriber that settled it would keep all other events waiting. */
export default async function notificationReceived({
  event,
  container,
}: SubscriberArgs<{ id: string; provider_id?: string }>): Promise<void> {
  settleSoon(container, event.data.id, event.data.provider_id)
}

export const config: SubscriberConfig = { event: NOTIFICATION_RECEIVED }
