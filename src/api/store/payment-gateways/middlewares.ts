import type { MiddlewareRoute } from "@medusajs/framework/http"
import { refuseUnstorable } from "../../support/storable"

export const storeRoutes: MiddlewareRoute[] = [
  { matcher: "/store/payment-gateways", middlewares: [refuseUnstorable] },
  {
    // Medusa's own route, by which shoppers choose a gateway and type what it asks for. Medusa writes that down first.
    matcher: "/store/payment-collections/:id/payment-sessions",
    methods: ["POST"],
    middlewares: [refuseUnstorable],
  },
]
