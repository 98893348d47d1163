// src/main.tsx
import type { HttpTypes } from "@medusajs/types"
import { PaymentsProvider } from "medusa-payment-gateways/storefront"
import "medusa-payment-gateways/storefront/style.css"
import { useEffect, useState } from "react"
import { createRoot } from "react-dom/client"

import { findCart } from "./cart"
import { Checkout } from "./checkout"
import { PaymentPage } from "./payment-page"
import { payments } from "./shop"

function App() {
  const path = window.location.pathname
  if (path === "/checkout/payment") return <PaymentPage />
  if (path.startsWith("/orders/")) return <h1>Thank you for your order</h1>
  return <CheckoutPage />
}

function CheckoutPage() {
  const [cart, setCart] = useState<HttpTypes.StoreCart>()
  const [problem, setProblem] = useState("")
  useEffect(() => {
    const country = new URLSearchParams(window.location.search).get("country") ?? "ru"
    findCart(country).then(setCart, (error: Error) => setProblem(error.message))
  }, [])
  if (problem) return <p role="alert">{problem}</p>
  return cart ? <Checkout cart={cart} /> : <p>One moment …</p>
}

createRoot(document.getElementById("root")!).render(
  <PaymentsProvider client={payments} locale="en">
    <App />
  </PaymentsProvider>,
)
