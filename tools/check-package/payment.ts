import type { Report } from "../report"
import { until } from "../until"
import type { Shop } from "./shop"

interface SessionData {
  reference: string
  amount: string
  next_action: { type: string; url?: string }
}

interface OrderView {
  email: string
  currency_code: string
  total: number
  payment_status: string
  payment_collections?: { captured_amount?: number | null }[]
}

const EMAIL = "shopper@merchant.test"
const TOTAL = "1490.50 rub"

/** Buys two pieces, pays on the simulated gateway, and looks what the merchant sees. */
export async function takePayment(shop: Shop, simulatorUrl: string, report: Report): Promise<void> {
  const { sessionId, data } = await startPayment(shop)
  report.expect("the gateway is asked for", "1490.50", data.amount)
  report.expect("the shopper is sent to", simulatorUrl, new URL(data.next_action.url ?? "").origin)
  report.expect("orders before the payment", "none", await ordersOf(shop))

  const pay = `${simulatorUrl}/control/tegro/orders/${data.reference}/pay`
  const paid = await fetch(pay, { method: "POST" })
  report.expect("the simulator takes the money", "HTTP 200", `HTTP ${paid.status}`)
  const expected = `captured, total ${TOTAL}, captured ${TOTAL}`
  report.expect("the merchant's order", expected, await until(expected, () => ordersOf(shop)))

  const { payment } = await shop.store.client.fetch<{
    payment: { status: string; order_id: string | null }
  }>(`/store/payment-gateways/sessions/${sessionId}`)
  const seen = `${payment.status}, ${payment.order_id ? "with an order" : "no order"}`
  report.expect("what the shopper sees", "paid, with an order", seen)
}

async function startPayment({ store, regionId, variantId }: Shop) {
  const { cart } = await store.store.cart.create({
    region_id: regionId,
    email: EMAIL,
    items: [{ variant_id: variantId, quantity: 2 }],
  })
  const { payment_collection } = await store.store.payment.initiatePaymentSession(cart, {
    provider_id: "pp_tegro_main",
  })
  const session = payment_collection.payment_sessions?.[0]
  if (!session) throw new Error("Medusa gave no payment session")
  return { sessionId: session.id, data: session.data as unknown as SessionData }
}

async function ordersOf({ admin }: Shop): Promise<string> {
  const fields = "email,currency_code,total,payment_status,*payment_collections"
  const { orders } = (await admin.admin.order.list({ fields })) as unknown as { orders: OrderView[] }
  const own = orders.filter(({ email }) => email === EMAIL)
  return own.map(describe).join("; ") || "none"
}

function describe({ payment_status, total, currency_code, payment_collections }: OrderView): string {
  const captured = (payment_collections ?? []).reduce((sum, one) => sum + (one.captured_amount ?? 0), 0)
  const money = (amount: number) => `${amount.toFixed(2)} ${currency_code}`
  return `${payment_status}, total ${money(total)}, captured ${money(captured)}`
}
