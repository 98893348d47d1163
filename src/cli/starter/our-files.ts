import { ACTIONS } from "./files/actions"
import { PAY_ORDER, PAY_ORDER_PAGE } from "./files/pay-order"
import { PAYMENT_INFO } from "./files/payment-info"
import { PAYMENT, PAYMENT_PAGE, PAYMENT_RETURN } from "./files/payment-page"
import { PAY_BUTTON, PAYMENT_STEP } from "./files/payment-step"
import { IN_BROWSER, PAYMENTS } from "./files/payments"
import { SERVER } from "./files/server"
import { SESSIONS } from "./files/sessions"
import { UNDER_WAY } from "./files/under-way"
import type { Starter } from "./recognise"

/** The files that the starter gets, by their paths in it. */
export function ourFiles({ backendUrl }: Pick<Starter, "backendUrl">): Record<string, string> {
  const checkout = "src/app/[countryCode]/(checkout)"
  return {
    "src/lib/payment-gateways/under-way.ts": UNDER_WAY.replaceAll("{{backendUrl}}", backendUrl),
    "src/lib/payment-gateways/server.ts": SERVER,
    "src/lib/payment-gateways/sessions.ts": SESSIONS,
    "src/lib/data/payment-gateways.ts": ACTIONS,
    "src/modules/payment-gateways/index.tsx": PAYMENTS,
    "src/modules/payment-gateways/in-browser.tsx": IN_BROWSER,
    "src/modules/payment-gateways/payment-step.tsx": PAYMENT_STEP,
    "src/modules/payment-gateways/pay-button.tsx": PAY_BUTTON,
    "src/modules/payment-gateways/payment.tsx": PAYMENT,
    "src/modules/payment-gateways/payment-info.tsx": PAYMENT_INFO,
    "src/modules/payment-gateways/pay-order.tsx": PAY_ORDER,
    [`${checkout}/checkout/payment/page.tsx`]: PAYMENT_PAGE,
    [`${checkout}/payment-collection/[id]/page.tsx`]: PAY_ORDER_PAGE,
    "src/app/api/payment-return/route.ts": PAYMENT_RETURN,
  }
}
