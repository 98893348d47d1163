import type { HttpTypes } from "@medusajs/types"

import { startedPayment } from "../checkout/start-payment"
import { Icon } from "../components/icons"
import { LineList } from "../components/line-list"
import { Waiting } from "../components/waiting"
import { useSpeech } from "../language/language"
import { Link, navigate } from "../lib/router"
import { useAction } from "../lib/use-action"
import { useLoaded } from "../lib/use-loaded"
import { useShop } from "../shop/shop-context"

type Order = HttpTypes.StoreOrder
type Standing = "paid" | "waits" | "unpaid" | "canceled"

const FIELDS = "*payment_collections.payments,+items.product_handle"

const HEADS = {
  paid: { icon: "check", title: "orderPaid", text: "orderPaidText" },
  waits: { icon: "clock", title: "orderWaits", text: "orderWaitsText" },
  unpaid: { icon: "clock", title: "orderUnpaid", text: "orderUnpaidText" },
  canceled: { icon: "cross", title: "orderCanceled", text: "orderCanceledText" },
} as const

/** The order, and whether it is paid. */
export function OrderPage({ id }: { id: string }) {
  const { sdk } = useShop()
  const { t } = useSpeech()
  const answer = useLoaded(() => sdk.store.order.retrieve(id, { fields: FIELDS }), [id])
  if (!answer.value) return <Waiting on={answer} text={t("fetchingOrder")} />
  const { order } = answer.value
  const paid = paidFor(order)
  const standing = standingOf(order, paid)
  return (
    <section className="order" data-testid="order">
      <Head order={order} standing={standing} />
      {(standing === "paid" || standing === "waits") && <Progress isPaid={standing === "paid"} />}
      <div className="panel">
        <LineList lines={order.items ?? []} currencyCode={order.currency_code} />
        <Sums order={order} paid={paid} standing={standing} />
      </div>
      <NextStep order={order} standing={standing} />
    </section>
  )
}

function Head({ order, standing }: { order: Order; standing: Standing }) {
  const { t } = useSpeech()
  const { icon, title, text } = HEADS[standing]
  return (
    <>
      <span className={`seal ${standing}`}>
        <Icon name={icon} size={34} />
      </span>
      <h1>{t(title)}</h1>
      <p className="muted">{t(text, { number: order.display_id ?? "", email: order.email ?? "" })}</p>
    </>
  )
}

function Progress({ isPaid }: { isPaid: boolean }) {
  const { t } = useSpeech()
  return (
    <ol className="progress">
      <li className="reached">{t("stepPlaced")}</li>
      <li className={isPaid ? "reached" : undefined}>{t("stepPaid")}</li>
      <li>{t("stepSent")}</li>
    </ol>
  )
}

function Sums({ order, paid, standing }: { order: Order; paid: number; standing: Standing }) {
  const { t, money } = useSpeech()
  const write = (amount: number) => money(amount, order.currency_code)
  return (
    <dl className="totals">
      <dt>{t("delivery")}</dt>
      <dd>{write(order.shipping_total)}</dd>
      <dt>{t("total")}</dt>
      <dd>{write(order.total)}</dd>
      {standing !== "canceled" && (
        <>
          <dt className="grand">{t(standing === "paid" ? "paid" : "toPay")}</dt>
          <dd className="grand" data-testid="paid">
            {write(standing === "paid" ? paid : order.total)}
          </dd>
        </>
      )}
    </dl>
  )
}

function NextStep({ order, standing }: { order: Order; standing: Standing }) {
  const { addToCart } = useShop()
  const { t } = useSpeech()
  const buyAgain = useAction(async () => {
    const lines = order.items?.flatMap(({ variant_id, quantity }) =>
      variant_id ? [{ variant_id, quantity }] : [],
    )
    await addToCart(lines ?? [])
    navigate("/cart")
  })
  if (standing === "waits") {
    return (
      <Link href="/checkout/payment" className="button primary">
        {t("toPayment")}
      </Link>
    )
  }
  if (standing === "canceled" || standing === "unpaid") {
    return (
      <>
        <button className="button primary" disabled={buyAgain.busy} onClick={() => void buyAgain.run()}>
          {t("buyAgain")}
        </button>
        {buyAgain.error && <p className="error">{buyAgain.error}</p>}
      </>
    )
  }
  return (
    <Link href="/" className="button">
      {t("backToShop")}
    </Link>
  )
}

/** An order without its money waits for the payment under way; without one, for its end. */
function standingOf(order: Order, paid: number): Standing {
  if (order.status === "canceled") return "canceled"
  if (paid > 0) return "paid"
  return startedPayment.read() ? "waits" : "unpaid"
}

function paidFor(order: Order): number {
  const payments = order.payment_collections?.flatMap((collection) => collection.payments ?? []) ?? []
  return payments.filter(({ captured_at }) => captured_at).reduce((sum, { amount }) => sum + amount, 0)
}
