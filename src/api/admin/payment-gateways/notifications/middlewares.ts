import type { MiddlewareRoute } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { guarded } from "../support/policies"
import { emptyBody, paging, providerId, query, searchText, several } from "../support/queries"

const list = z.strictObject({
  q: searchText,
  state: several(z.enum(["received", "done", "failed"])),
  provider_id: several(providerId),
  ...paging,
})
export type NotificationsQuery = z.infer<typeof list>

export const notificationRoutes: MiddlewareRoute[] = [
  guarded("GET", "notifications", "payment_gateway", "read", query(list)),
  guarded("POST", "notifications/:id/replay", "payment_gateway", "update", emptyBody),
]
