import { Waiting } from "../components/waiting"
import { useSpeech } from "../language/language"
import { useNames } from "../language/use-names"
import { useAction } from "../lib/use-action"
import { useLoaded } from "../lib/use-loaded"
import { CART, useShop, type Cart } from "../shop/shop-context"

/** How the parcel travels. */
export function DeliveryChoice({ cart, onDone }: { cart: Cart; onDone: () => void }) {
  const { sdk, setCart } = useShop()
  const { t, money } = useSpeech()
  const names = useNames()
  const list = useLoaded(() => sdk.store.fulfillment.listCartOptions({ cart_id: cart.id }), [cart.id])
  const choose = useAction(async (optionId: string) => {
    setCart((await sdk.store.cart.addShippingMethod(cart.id, { option_id: optionId }, CART)).cart)
    onDone()
  })
  if (!list.value) return <Waiting on={list} text={t("opening")} />
  return (
    <div className="choices">
      {list.value.shipping_options.map((option) => (
        <button
          key={option.id}
          className="choice"
          disabled={choose.busy}
          onClick={() => void choose.run(option.id)}
          data-testid="delivery"
        >
          <span className="grow">
            <strong>{names.delivery(option.name).name}</strong>
            <span className="muted">{names.delivery(option.name).text}</span>
          </span>
          <span className="price">
            {option.amount ? money(option.amount, cart.currency_code) : t("free")}
          </span>
        </button>
      ))}
      {choose.error && <p className="error">{choose.error}</p>}
    </div>
  )
}
