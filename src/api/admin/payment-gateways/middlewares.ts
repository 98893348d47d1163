import type { MiddlewareRoute } from "@medusajs/framework/http"
import { refuseUnstorable } from "../../support/storable"
import { balanceRoutes } from "./balances/middlewares"
import { connectionRoutes } from "./connections/middlewares"
import { notificationRoutes } from "./notifications/middlewares"
import { paymentRoutes } from "./payments/middlewares"
import { payoutRoutes } from "./payouts/middlewares"
import { problemRoutes } from "./problems/middlewares"
import { statementRoutes } from "./statement/middlewares"
import { refuseForeign } from "./support/same-origin"

/** Before every route of the plugin's admin API, whatever its method, and those that are still to come. */
const first: MiddlewareRoute = {
  matcher: "/admin/payment-gateways",
  middlewares: [refuseForeign, refuseUnstorable],
}

export const adminRoutes: MiddlewareRoute[] = [
  first,
  ...paymentRoutes,
  ...balanceRoutes,
  ...statementRoutes,
  ...problemRoutes,
  ...notificationRoutes,
  ...payoutRoutes,
  ...connectionRoutes,
]
