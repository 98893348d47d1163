import type { ReactNode } from "react"

import { Layout } from "./components/layout"
import { usePath } from "./lib/router"
import { CartPage } from "./pages/cart-page"
import { CheckoutPage } from "./pages/checkout-page"
import { HomePage } from "./pages/home-page"
import { OrderPage } from "./pages/order-page"
import { PaymentPage } from "./pages/payment-page"
import { ProductPage } from "./pages/product-page"

/** The storefront. */
export function App() {
  return <Layout>{pageFor(usePath())}</Layout>
}

function pageFor(path: string): ReactNode {
  const [, section, rest = ""] = /^\/([^/]*)\/?(.*)$/.exec(path) ?? []
  if (section === "products") return <ProductPage key={rest} handle={decodeURIComponent(rest)} />
  if (section === "cart") return <CartPage />
  if (section === "orders") return <OrderPage key={rest} id={decodeURIComponent(rest)} />
  // …/payment: where a transfer is watched, and where gateways send the shopper back to.
  if (section === "checkout") return rest === "" ? <CheckoutPage /> : <PaymentPage />
  return <HomePage />
}
