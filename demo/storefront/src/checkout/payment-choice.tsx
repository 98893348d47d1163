import { PaymentMethodPicker, type PaymentChoice as Choice } from "medusa-payment-gateways/storefront"

import { useSpeech } from "../language/language"
import { CART, useShop, type Cart } from "../shop/shop-context"
import { startPayment } from "./start-payment"

/** The ways to pay in this region. */
export function PaymentChoice({ cart }: { cart: Cart }) {
  const { sdk, payments, setCart, forgetCart } = useShop()
  const { t } = useSpeech()
  const pay = async (choice: Choice) => {
    const { cart: current } = await sdk.store.cart.retrieve(cart.id, CART)
    if (current.total !== cart.total) {
      setCart(current)
      throw new Error(t("cartChanged"))
    }
    try {
      await startPayment({ sdk, payments, cart: current, choice, onOrdered: forgetCart })
    } catch (failure) {
      // Why is for the console: the server does not speak the shopper's language.
      console.error(failure)
      throw new Error(t("sessionFailed"))
    }
  }
  return (
    <PaymentMethodPicker
      key={cart.region_id}
      regionId={cart.region_id ?? ""}
      amount={String(cart.total)}
      currencyCode={cart.currency_code}
      onPay={pay}
    />
  )
}
