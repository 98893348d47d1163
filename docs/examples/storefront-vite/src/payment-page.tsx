// src/payment-page.tsx
import { PaymentPanel, PaymentReturn, useReturnedPayment } from "medusa-payment-gateways/storefront"

import { payment } from "./shop"

/** Where a transfer is made, and where the gateway sends the shopper back to, paid or not. */
export function PaymentPage() {
  const sessionId = payment.get()
  if (!sessionId) return <Returned />
  return (
    <PaymentPanel
      sessionId={sessionId}
      onDone={({ order_id }) => {
        payment.clear()
        localStorage.removeItem("cart")
        window.location.replace(`/orders/${order_id}`)
      }}
      onRetry={() => {
        payment.clear()
        window.location.assign("/checkout")
      }}
    />
  )
}

/** For a shopper who comes back in another browser, as bank apps do: only the page's address tells of the payment. */
function Returned() {
  const flow = useReturnedPayment(window.location.search)
  return <PaymentReturn flow={flow} onRetry={() => window.location.assign("/checkout")} />
}
