import type { MiddlewareRoute } from "@medusajs/framework/http"

export const hookRoutes: MiddlewareRoute[] = [
  {
    // The raw bytes are read by the route itself: Medusa's parsers lose multipart bodies.
    matcher: "/hooks/payment-gateways/*",
    methods: ["POST", "GET"],
    bodyParser: false,
  },
]
