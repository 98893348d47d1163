import { useSpeech } from "../language/language"
import type { Cart } from "../shop/shop-context"

/** The sums of a cart. */
export function Totals({ cart }: { cart: Cart }) {
  const { t, money } = useSpeech()
  const write = (amount: number) => money(amount, cart.currency_code)
  const isDelivered = (cart.shipping_methods?.length ?? 0) > 0
  return (
    <dl className="totals">
      <dt>{t("goodsSum")}</dt>
      <dd>{write(cart.item_total)}</dd>
      <dt>{t("delivery")}</dt>
      <dd>
        {isDelivered ? write(cart.shipping_total) : <span className="muted">{t("deliveryLater")}</span>}
      </dd>
      <dt className="grand">{t("total")}</dt>
      <dd className="grand" data-testid="total">
        {write(cart.total)}
      </dd>
    </dl>
  )
}
