// src/checkout.tsx
import type { HttpTypes } from "@medusajs/types"
import { goToPayment, PaymentMethodPicker, type PaymentChoice } from "medusa-payment-gateways/storefront"

import { payment, payments, sdk } from "./shop"

/** The last step of a checkout. The cart has its address and its delivery. */
export function Checkout({ cart }: { cart: HttpTypes.StoreCart }) {
  const pay = async ({ provider_id, data, method }: PaymentChoice) => {
    const { payment_collection } = await sdk.store.payment.initiatePaymentSession(cart, { provider_id, data })
    const session = payment_collection.payment_sessions?.find((one) => one.provider_id === provider_id)
    if (!session) throw new Error("Please choose another way to pay.")
    payment.set(session.id)
    if (method.places_order === "before_payment") {
      const completed = await sdk.store.cart.complete(cart.id)
      if (completed.type !== "order") throw new Error(completed.error.message)
      localStorage.removeItem("cart")
    }
    const { next } = await payments.payment(session.id)
    if (!goToPayment(next)) window.location.assign("/checkout/payment")
  }
  return (
    <PaymentMethodPicker
      regionId={cart.region_id ?? ""}
      amount={String(cart.total)}
      currencyCode={cart.currency_code}
      onPay={pay}
    />
  )
}
