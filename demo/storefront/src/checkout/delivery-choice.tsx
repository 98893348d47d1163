import { formatMoney } from "../lib/money"
import { useAction } from "../lib/use-action"
import { useLoaded } from "../lib/use-loaded"
import { CART, useShop, type Cart } from "../shop/shop-context"

/** How the parcel travels. */
export function DeliveryChoice({ cart, onDone }: { cart: Cart; onDone: () => void }) {
  const { sdk, setCart } = useShop()
  const list = useLoaded(() => sdk.store.fulfillment.listCartOptions({ cart_id: cart.id }), [cart.id])
  const choose = useAction(async (optionId: string) => {
    setCart((await sdk.store.cart.addShippingMethod(cart.id, { option_id: optionId }, CART)).cart)
    onDone()
  })
  return (
    <div className="choices">
      {list?.shipping_options.map((option) => (
        <button
          key={option.id}
          className="choice"
          disabled={choose.busy}
          onClick={() => void choose.run(option.id)}
          data-testid="delivery"
        >
          <span className="grow">
            <strong>{option.name}</strong>
            <span className="muted">{option.type?.description}</span>
          </span>
          <span className="price">{formatMoney(option.amount, cart.currency_code)}</span>
        </button>
      ))}
      {choose.error && <p className="error">{choose.error}</p>}
    </div>
  )
}
