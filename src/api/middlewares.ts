import { defineMiddlewares } from "@medusajs/framework/http"

export default defineMiddlewares({
  routes: [
    {
      // The raw bytes are read by the route itself: Medusa's parsers lose multipart bodies.
      matcher: "/hooks/payment-gateways/*",
      methods: ["POST", "GET"],
      bodyParser: false,
    },
  ],
})
