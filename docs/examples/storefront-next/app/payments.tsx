// app/payments.tsx
"use client"

import { createPaymentsClient, PaymentsProvider } from "medusa-payment-gateways/storefront"
import "medusa-payment-gateways/storefront/style.css"
import type { ReactNode } from "react"

const client = createPaymentsClient({
  baseUrl: process.env.NEXT_PUBLIC_MEDUSA_URL ?? "",
  publishableKey: process.env.NEXT_PUBLIC_PUBLISHABLE_KEY ?? "",
})

/** Around the children of app/layout.tsx. */
export function Payments({ children }: { children: ReactNode }) {
  return (
    <PaymentsProvider client={client} locale="en">
      {children}
    </PaymentsProvider>
  )
}
