import { defineMiddlewares } from "@medusajs/framework/http"
import { adminRoutes } from "./admin/payment-gateways/middlewares"
import { notStored } from "./support/not-stored"
import { hookRoutes } from "./hooks/payment-gateways/middlewares"
import { storeRoutes } from "./store/payment-gateways/middlewares"
import { keepWatch } from "../composition"

keepWatch()

export default defineMiddlewares({
  routes: [notStored("/admin/payment-gateways/*"), ...hookRoutes, ...adminRoutes, ...storeRoutes],
})
