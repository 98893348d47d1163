import type { MiddlewareRoute } from "@medusajs/framework/http"
import type { RESOURCES } from "../../../../policies/payment-gateways"

type Resource = keyof typeof RESOURCES

/** A route of the admin API with the policy that it needs, where the store uses Medusa's roles. */
export function guarded(
  methods: "GET" | "POST",
  path: string,
  resource: Resource,
  operation: "read" | "create" | "update",
  ...middlewares: NonNullable<MiddlewareRoute["middlewares"]>
): MiddlewareRoute {
  return {
    matcher: `/admin/payment-gateways/${path}`,
    methods: [methods],
    policies: [{ resource, operation }],
    ...(middlewares.length > 0 && { middlewares }),
  }
}
