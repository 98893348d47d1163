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

/** Guards every route of the plugin's admin API, whatever its method. */
const guard: MiddlewareRoute = {
  matcher: "/admin/payment-gateways",
  middlewares: [refuseForeign, refuseUnstorable],
}

export const adminRoutes: MiddlewareRoute[] = [
  guard,
  ...paymentRoutes,
  ...balanceRoutes,
  ...statementRoutes,
  ...problemRoutes,
  ...notificationRoutes,
  ...payoutRoutes,
  ...connectionRoutes,
]
