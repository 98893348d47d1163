// src/payment-page.tsx
import { PaymentPanel } from "medusa-payment-gateways/storefront"

import { payment } from "./shop"

/** Where a transfer is made, and where the gateway sends the shopper back to, paid or not. */
export function PaymentPage() {
  const sessionId = payment.get()
  if (!sessionId) return <p>No payment is under way.</p>
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
