import type Medusa from "@medusajs/js-sdk"
import { goToPayment, type PaymentChoice, type PaymentsClient } from "medusa-payment-gateways/storefront"

import { memory } from "../lib/memory"
import { navigate } from "../lib/router"
import type { Cart } from "../shop/shop-context"

/** The payment session under way, remembered while the shopper is away. */
export const startedPayment = memory<string>("payment")

interface Start {
  sdk: Medusa
  payments: PaymentsClient
  cart: Cart
  choice: PaymentChoice
  /** The cart has become an order that waits for its money. */
  onOrdered: () => void
}

/** Asks the gateway for a payment and sends the shopper where it is made. Throws when there is none to be had. */
export async function startPayment({ sdk, payments, cart, choice, onOrdered }: Start): Promise<void> {
  const { provider_id, data, method } = choice
  const { payment_collection } = await sdk.store.payment.initiatePaymentSession(cart, { provider_id, data })
  const session = payment_collection.payment_sessions?.find((one) => one.provider_id === provider_id)
  if (!session) throw new Error(`${provider_id} gave no payment session`)
  startedPayment.write(session.id)
  if (method.places_order === "before_payment") {
    const completed = await sdk.store.cart.complete(cart.id)
    if (completed.type !== "order") throw new Error(completed.error.message)
    onOrdered()
  }
  const { next } = await payments.payment(session.id)
  if (!goToPayment(next)) navigate("/checkout/payment")
}
