import { formatMoney } from "../lib/money"
import type { Cart } from "../shop/shop-context"

/** The sums of a cart. */
export function Totals({ cart }: { cart: Cart }) {
  const money = (amount: number) => formatMoney(amount, cart.currency_code)
  const delivered = (cart.shipping_methods?.length ?? 0) > 0
  return (
    <dl className="totals">
      <dt>Goods</dt>
      <dd>{money(cart.item_total)}</dd>
      <dt>Delivery</dt>
      <dd>{delivered ? money(cart.shipping_total) : "chosen at checkout"}</dd>
      <dt className="grand">Total</dt>
      <dd className="grand" data-testid="total">
        {money(cart.total)}
      </dd>
    </dl>
  )
}
