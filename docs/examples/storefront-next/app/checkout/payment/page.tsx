// app/checkout/payment/page.tsx
"use client"

import { PaymentPanel } from "medusa-payment-gateways/storefront"
import { useEffect, useState } from "react"

export default function PaymentPage() {
  const [sessionId, setSessionId] = useState<string | null>(null)
  useEffect(() => setSessionId(localStorage.getItem("payment")), [])
  if (!sessionId) return null
  return (
    <PaymentPanel
      sessionId={sessionId}
      onDone={({ order_id }) => {
        localStorage.removeItem("payment")
        window.location.replace(`/orders/${order_id}`)
      }}
      onRetry={() => {
        localStorage.removeItem("payment")
        window.location.assign("/checkout")
      }}
    />
  )
}
