import { useEffect, useState } from "react"

import { useShop } from "../shop/shop-context"

/** A payment as the plugin's status route tells it. Amounts are decimal strings. */
export interface PaymentState {
  session_id: string
  status: "awaiting" | "processing" | "underpaid" | "paid" | "failed" | "expired" | "canceled"
  amount: string
  currency_code: string
  received: string | null
  missing: string | null
  order_id: string | null
}

const POLL_MS = 2_000

/** Watches a payment until it is an order. The route behind it asks the gateway, so nothing else has to be done. */
export function usePaymentStatus(sessionId: string): PaymentState | undefined {
  const { sdk } = useShop()
  const [state, setState] = useState<PaymentState>()
  useEffect(() => {
    let timer: number | undefined
    let watching = true
    const look = async () => {
      const seen = await ask()
      if (!watching) return
      if (seen) setState(seen)
      if (!seen?.order_id) timer = window.setTimeout(() => void look(), POLL_MS)
    }
    const ask = async () => {
      try {
        const path = `/store/payment-gateways/sessions/${sessionId}`
        return (await sdk.client.fetch<{ payment: PaymentState }>(path)).payment
      } catch {
        // The connection may be gone for a moment; the next look will tell.
        return undefined
      }
    }
    void look()
    return () => {
      watching = false
      window.clearTimeout(timer)
    }
  }, [sdk, sessionId])
  return state
}
