import { LineList } from "../components/line-list"
import { Message } from "../components/message"
import { Totals } from "../components/totals"
import { useSpeech } from "../language/language"
import { useNames } from "../language/use-names"
import { Link } from "../lib/router"
import { useAction } from "../lib/use-action"
import { useShop } from "../shop/shop-context"

/** The cart, with quantities to change. */
export function CartPage() {
  const { cart, changeQuantity } = useShop()
  const { t } = useSpeech()
  const names = useNames()
  const change = useAction(changeQuantity)
  const titleOf = (handle?: string | null, title?: string | null) =>
    names.product({ handle, title }).title ?? ""
  if (!cart?.items?.length) {
    return (
      <Message title={t("cartEmpty")}>
        <Link href="/" className="button primary">
          {t("heroButton")}
        </Link>
      </Message>
    )
  }
  const stepper = ({
    id,
    quantity,
    product_handle,
    product_title,
  }: NonNullable<typeof cart.items>[number]) => (
    <div className="stepper">
      <button
        aria-label={t("less", { title: titleOf(product_handle, product_title) })}
        disabled={change.busy}
        onClick={() => void change.run(id, quantity - 1)}
      >
        −
      </button>
      <span>{quantity}</span>
      <button
        aria-label={t("more", { title: titleOf(product_handle, product_title) })}
        disabled={change.busy}
        onClick={() => void change.run(id, quantity + 1)}
      >
        +
      </button>
      <button className="link" disabled={change.busy} onClick={() => void change.run(id, 0)}>
        {t("remove")}
      </button>
    </div>
  )
  return (
    <section className="columns">
      <div>
        <h1>{t("cart")}</h1>
        <LineList lines={cart.items} currencyCode={cart.currency_code} below={stepper} />
        {change.error && <p className="error">{change.error}</p>}
      </div>
      <aside className="panel">
        <Totals cart={cart} />
        <Link href="/checkout" className="button primary" data-testid="to-checkout">
          {t("toCheckout")}
        </Link>
      </aside>
    </section>
  )
}
