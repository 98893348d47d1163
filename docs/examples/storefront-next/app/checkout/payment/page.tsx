// app/checkout/payment/page.tsx
"use client"

import { PaymentPanel, PaymentReturn, useReturnedPayment } from "medusa-payment-gateways/storefront"
import { useEffect, useState } from "react"

export default function PaymentPage() {
  const [sessionId, setSessionId] = useState<string | null>()
  useEffect(() => setSessionId(localStorage.getItem("payment")), [])
  if (sessionId === undefined) return null
  if (sessionId === null) return <Returned />
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

/** For a shopper who comes back in another browser, as bank apps do: only the page's address tells of the payment. */
function Returned() {
  const flow = useReturnedPayment(window.location.search)
  return <PaymentReturn flow={flow} onRetry={() => window.location.assign("/checkout")} />
}
