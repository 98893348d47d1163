import type { HttpTypes } from "@medusajs/types"
import { PaymentsProvider } from "medusa-payment-gateways/storefront"
import "medusa-payment-gateways/storefront/style.css"
import { useEffect, useState } from "react"
import { createRoot } from "react-dom/client"

import { Checkout } from "./checkout"
import { PaymentPage } from "./payment-page"
import { payments, sdk } from "./shop"

function App() {
  const path = window.location.pathname
  if (path === "/payment") return <PaymentPage />
  if (path.startsWith("/orders/")) return <h1>Thank you for your order</h1>
  return <CheckoutPage />
}

/** Your shop has filled a cart and remembered its id. */
function CheckoutPage() {
  const [cart, setCart] = useState<HttpTypes.StoreCart>()
  useEffect(() => {
    void sdk.store.cart.retrieve(localStorage.getItem("cart") ?? "").then((answer) => setCart(answer.cart))
  }, [])
  return cart ? <Checkout cart={cart} /> : null
}

const root = document.getElementById("root")
if (root) {
  createRoot(root).render(
    <PaymentsProvider client={payments} locale="en">
      <App />
    </PaymentsProvider>,
  )
}
