import { Totals } from "../components/totals"
import { formatMoney } from "../lib/money"
import { Link } from "../lib/router"
import { useAction } from "../lib/use-action"
import { useShop } from "../shop/shop-context"

/** The cart, with quantities to change. */
export function CartPage() {
  const { cart, changeQuantity } = useShop()
  const change = useAction(changeQuantity)
  if (!cart?.items?.length) {
    return (
      <section className="notice">
        <h1>Your cart is empty</h1>
        <Link href="/" className="primary">
          See the goods
        </Link>
      </section>
    )
  }
  return (
    <section className="columns">
      <div>
        <h1>Cart</h1>
        <ul className="lines">
          {cart.items.map((item) => (
            <li key={item.id}>
              <img src={item.thumbnail ?? ""} alt="" width="80" height="80" />
              <div className="grow">
                <strong>{item.product_title}</strong>
                <span className="muted">{item.variant_title}</span>
                <div className="stepper">
                  <button
                    aria-label={`One ${item.product_title} less`}
                    disabled={change.busy}
                    onClick={() => void change.run(item.id, item.quantity - 1)}
                  >
                    −
                  </button>
                  <span>{item.quantity}</span>
                  <button
                    aria-label={`One ${item.product_title} more`}
                    disabled={change.busy}
                    onClick={() => void change.run(item.id, item.quantity + 1)}
                  >
                    +
                  </button>
                </div>
              </div>
              <span className="price">{formatMoney(item.total ?? 0, cart.currency_code)}</span>
            </li>
          ))}
        </ul>
        {change.error && <p className="error">{change.error}</p>}
      </div>
      <aside className="panel">
        <Totals cart={cart} />
        <Link href="/checkout" className="primary" data-testid="to-checkout">
          Checkout
        </Link>
      </aside>
    </section>
  )
}
