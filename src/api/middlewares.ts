import { defineMiddlewares } from "@medusajs/framework/http"
import { balanceRoutes } from "./admin/payment-gateways/balances/middlewares"
import { connectionRoutes } from "./admin/payment-gateways/connections/middlewares"
import { notificationRoutes } from "./admin/payment-gateways/notifications/middlewares"
import { paymentRoutes } from "./admin/payment-gateways/payments/middlewares"
import { payoutRoutes } from "./admin/payment-gateways/payouts/middlewares"
import { problemRoutes } from "./admin/payment-gateways/problems/middlewares"
import { statementRoutes } from "./admin/payment-gateways/statement/middlewares"
import { storeRoutes } from "./store/payment-gateways/middlewares"
import { notStored } from "./support/not-stored"
import { hookRoutes } from "./hooks/payment-gateways/middlewares"
import { keepWatch } from "../composition"

keepWatch()

export default defineMiddlewares({
  routes: [
    notStored("/admin/payment-gateways/*"),
    ...storeRoutes,
    ...hookRoutes,
    ...paymentRoutes,
    ...balanceRoutes,
    ...statementRoutes,
    ...problemRoutes,
    ...notificationRoutes,
    ...payoutRoutes,
    ...connectionRoutes,
  ],
})
