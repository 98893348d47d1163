// src/shop.ts
import Medusa from "@medusajs/js-sdk"
import { createPaymentsClient } from "medusa-payment-gateways/storefront"

const store = {
  baseUrl: String(import.meta.env.VITE_MEDUSA_URL),
  publishableKey: String(import.meta.env.VITE_PUBLISHABLE_KEY),
}

export const sdk = new Medusa(store)
export const payments = createPaymentsClient(store)

/** The payment under way: the shopper may close the page, or come back from the gateway's. */
export const payment = {
  get: () => localStorage.getItem("payment"),
  set: (sessionId: string) => localStorage.setItem("payment", sessionId),
  clear: () => localStorage.removeItem("payment"),
}
