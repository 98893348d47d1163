import { formatMoney } from "../lib/money"
import { Link } from "../lib/router"
import { useLoaded } from "../lib/use-loaded"
import { useShop } from "../shop/shop-context"

/** The order, and that it is paid. */
export function OrderPage({ id }: { id: string }) {
  const { sdk } = useShop()
  const answer = useLoaded(
    () => sdk.store.order.retrieve(id, { fields: "*payment_collections.payments" }),
    [id],
  )
  if (!answer) return <p className="loading">Fetching your order …</p>
  const { order } = answer
  const money = (amount: number) => formatMoney(amount, order.currency_code)
  const payments = order.payment_collections?.flatMap((collection) => collection.payments ?? []) ?? []
  const paid = payments.filter(({ captured_at }) => captured_at).reduce((sum, { amount }) => sum + amount, 0)
  return (
    <section className="notice wide" data-testid="order">
      <div className="tick">✓</div>
      <h1>Thank you, order {order.display_id} is confirmed</h1>
      <p className="muted">Placed for {order.email}.</p>
      <div className="panel">
        <ul className="lines">
          {order.items?.map((item) => (
            <li key={item.id}>
              <img src={item.thumbnail ?? ""} alt="" width="56" height="56" />
              <span className="grow">
                <strong>{item.product_title}</strong>
                <span className="muted">
                  {item.variant_title} · {item.quantity}
                </span>
              </span>
              <span className="price">{money(item.total ?? 0)}</span>
            </li>
          ))}
        </ul>
        <dl className="totals">
          <dt>Delivery</dt>
          <dd>{money(order.shipping_total)}</dd>
          <dt>Total</dt>
          <dd>{money(order.total)}</dd>
          <dt className="grand">Paid</dt>
          <dd className="grand" data-testid="paid">
            {money(paid)}
          </dd>
        </dl>
      </div>
      <Link href="/" className="secondary">
        Back to the shop
      </Link>
    </section>
  )
}
