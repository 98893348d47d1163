import type { MiddlewareRoute } from "@medusajs/framework/http"
import { guarded } from "../support/policies"
import { emptyBody } from "../support/queries"

export const connectionRoutes: MiddlewareRoute[] = [
  guarded("GET", "providers", "payment_gateway", "read"),
  guarded("GET", "connections", "payment_gateway", "read"),
  guarded("POST", "connections/live-store", "payment_gateway_payout", "update", emptyBody),
  guarded("POST", "connections/:provider_id/check", "payment_gateway", "update", emptyBody),
]
