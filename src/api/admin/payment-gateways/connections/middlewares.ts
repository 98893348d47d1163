import type { MiddlewareRoute } from "@medusajs/framework/http"
import { validateAndTransformBody } from "@medusajs/framework"
import { z } from "@medusajs/framework/zod"
import { guarded } from "../support/policies"

export const connectionRoutes: MiddlewareRoute[] = [
  guarded("GET", "providers", "payment_gateway", "read"),
  guarded("GET", "connections", "payment_gateway", "read"),
  guarded(
    "POST",
    "connections/live-store",
    "payment_gateway_payout",
    "update",
    validateAndTransformBody(z.strictObject({})),
  ),
  guarded(
    "POST",
    "connections/:provider_id/check",
    "payment_gateway",
    "update",
    validateAndTransformBody(z.strictObject({})),
  ),
]
