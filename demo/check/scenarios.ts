import type { Shop } from "../support/shop"
import type { Merchant } from "./merchant"
import { submitPageForm } from "./page-form"
import type { Report } from "../../tools/report"
import type { PaymentView, Shopper, StartedPayment } from "./shopper"
import { until } from "../../tools/until"

/** Who takes part in a scenario. */
export interface Stage {
  shop: Shop
  shopper: Shopper
  merchant: Merchant
  report: Report
}

export const TEGRO = "pp_tegro_main"
export const YOOKASSA = "pp_yookassa_main"
export const M2CERBER = "pp_m2cerber_main"
export const WALLET = { user_wallet: "994501234567" }

/** Paid on Tegro's page; the notification alone makes the order. The same notification again changes nothing. */
export async function hostedPayment({ shop, shopper, merchant, report }: Stage): Promise<void> {
  const paid = "1 order, captured, captures 1840.40 rub"
  const cart = await shopper.fillCart("hosted", "rub", "armudu-glass")
  const payment = await shopper.startPayment(cart.id, TEGRO)
  report.expect("Tegro: asked to pay", "1840.40", payment.data.amount)
  await submitPageForm(hostedPage(payment), { action: "pay" })
  report.expect(
    "Tegro: paid on the hosted page",
    paid,
    await until(paid, () => merchant.ordersOf(cart.email)),
  )
  const view = await shopper.look(payment.sessionId)
  report.expect("Tegro: what the shopper sees", "paid, with an order", inWords(view))

  await shop.simulator.control.notifications.idle()
  const { notifications } = await shop.simulator.control.state()
  const first = notifications.find(({ fields }) => fields.order_id === payment.data.reference)
  const again = first && (await shop.simulator.control.notifications.redeliver(first.id))
  report.expect("Tegro: the same notification again", "HTTP 200", `HTTP ${again?.status}`)
  report.expect("Tegro: … and nothing is captured twice", paid, await merchant.ordersOf(cart.email))
}

/** A payment that fails leaves the cart as it was, and the next attempt succeeds. */
export async function failedPayment({ shopper, merchant, report }: Stage): Promise<void> {
  const paid = "1 order, captured, captures 14.85 eur"
  const cart = await shopper.fillCart("failed", "eur", "mountain-tea")
  const first = await shopper.startPayment(cart.id, TEGRO)
  report.expect("Tegro, failing: asked to pay", "14.85", first.data.amount)
  await submitPageForm(hostedPage(first), { action: "fail" })
  const seen = await until("failed", async () => inWords(await shopper.look(first.sessionId)))
  report.expect("Tegro, failing: what the shopper sees", "failed", seen)
  report.expect("Tegro, failing: orders", "no order", await merchant.ordersOf(cart.email))
  report.expect("Tegro, failing: the cart is open", "true", String(await shopper.isCartOpen(cart.id)))

  const second = await shopper.startPayment(cart.id, TEGRO)
  report.expect(
    "Tegro, trying again: a new reference",
    "true",
    String(first.data.reference !== second.data.reference),
  )
  await submitPageForm(hostedPage(second), { action: "pay" })
  report.expect("Tegro, trying again: paid", paid, await until(paid, () => merchant.ordersOf(cart.email)))
}

/**
 * Declined on YooKassa's page, then paid there: the money is held until the merchant takes it. Its notifications are
 * unsigned: what a stranger writes is a reason to ask, and nothing else.
 */
export async function heldPayment({ shop, shopper, merchant, report }: Stage): Promise<void> {
  const held = "1 order, authorized, nothing captured"
  const paid = "1 order, captured, captures 1840.40 rub"
  const cart = await shopper.fillCart("kassa", "rub", "armudu-glass")
  const payment = await shopper.startPayment(cart.id, YOOKASSA)
  report.expect("YooKassa: asked to pay", "1840.40", payment.data.amount)
  await submitPageForm(hostedPage(payment), { action: "decline" })
  report.expect("YooKassa: declined", "awaiting", inWords(await shopper.look(payment.sessionId)))

  const { notifications, yookassa } = shop.simulator.control
  const { payments } = (await shop.simulator.control.state()).yookassa
  const id = payments.find(({ metadata }) => metadata.reference === payment.data.reference)?.id ?? ""
  const object = {
    id,
    status: "waiting_for_capture",
    paid: true,
    amount: { value: "1840.40", currency: "RUB" },
  }
  const forged = await notifications.forge("yookassa", {
    url: `${shop.medusaUrl}/hooks/payment-gateways/yookassa_main`,
    fields: { type: "notification", event: "payment.waiting_for_capture", object },
  })
  report.expect("YooKassa, a stranger's notification", "HTTP 200", `HTTP ${forged.status}`)
  report.expect("YooKassa, a stranger's: orders", "no order", await merchant.ordersOf(cart.email))

  await yookassa.pay(payment.data.reference)
  report.expect("YooKassa: paid, and held", held, await until(held, () => merchant.ordersOf(cart.email)))
  await merchant.capture(cart.email)
  report.expect("YooKassa: captured", paid, await merchant.ordersOf(cart.email))
  await merchant.refund(cart.email, 340.4)
  const { refunds } = (await shop.simulator.control.state()).yookassa
  const returned = refunds.map(({ amount, status }) => `${amount} ${status}`).join()
  report.expect("YooKassa: a part returned the way it came", "340.40 succeeded", returned)
}

/** Two transfers from a wallet, of which only both together are enough. */
export async function transferInParts({ shopper, merchant, report }: Stage): Promise<void> {
  const paid = "1 order, captured, captures 33.90 azn"
  const cart = await shopper.fillCart("transfer", "azn", "armudu-glass")
  const payment = await shopper.startPayment(cart.id, M2CERBER, WALLET)
  report.expect("m10: asked to send", "33.90", payment.data.amount)
  await submitPageForm(walletPage(payment), { amount: "20.00" })
  const partly = "underpaid, received 20.00, missing 13.90"
  const seen = await until(partly, async () => inWords(await shopper.look(payment.sessionId)))
  report.expect("m10: 20.00 sent", partly, seen)
  report.expect("m10: … which is no order yet", "no order", await merchant.ordersOf(cart.email))
  await submitPageForm(walletPage(payment), { amount: "13.90" })
  report.expect("m10: 13.90 more", paid, await until(paid, () => merchant.ordersOf(cart.email)))
}

/** Notifications with a wrong signature are refused, and leave nothing behind. */
export async function forgedNotifications({ shop, shopper, merchant, report }: Stage): Promise<void> {
  const { notifications } = shop.simulator.control
  const cart = await shopper.fillCart("forged", "rub", "copper-kettle")
  const { sessionId, data } = await shopper.startPayment(cart.id, TEGRO)
  const tegro = {
    shop_id: shop.tegroShopId,
    amount: data.amount,
    order_id: data.reference,
    currency: "RUB",
    status: 1,
  }
  const first = await notifications.forge("tegro", {
    url: `${shop.medusaUrl}/hooks/payment-gateways/tegro_main`,
    fields: tegro,
    sign: "wrong",
  })
  report.expect("Tegro, forged notification", "HTTP 401", `HTTP ${first.status}`)
  report.expect("Tegro, forged: the payment", "awaiting", inWords(await shopper.look(sessionId)))
  report.expect("Tegro, forged: orders", "no order", await merchant.ordersOf(cart.email))

  const wallet = await shopper.fillCart("forged-m10", "azn", "copper-kettle")
  const transfer = await shopper.startPayment(wallet.id, M2CERBER, WALLET)
  const { reference, amount } = transfer.data
  const m2cerber = { payment_id: reference, status: "confirm", confirm_sum: amount }
  // Even whoever has learned the payment's secret callback address cannot make it paid.
  const { payments } = (await shop.simulator.control.state()).m2cerber
  const url = payments.find(({ paymentId }) => paymentId === reference)?.callbackUrl ?? ""
  const second = await notifications.forge("m2cerber", { url, fields: m2cerber, sign: "wrong" })
  report.expect("m10, forged notification", "HTTP 401", `HTTP ${second.status}`)
  report.expect("m10, forged: the payment", "awaiting", inWords(await shopper.look(transfer.sessionId)))
  report.expect("m10, forged: orders", "no order", await merchant.ordersOf(wallet.email))
}

/** A provider that is not configured does not exist. */
export async function unknownProvider({ shop, report }: Stage): Promise<void> {
  const answer = await fetch(`${shop.medusaUrl}/hooks/payment-gateways/nobody_main`, {
    method: "POST",
    body: new URLSearchParams({ order_id: "1" }),
  })
  report.expect("A provider nobody has configured", "HTTP 404", `HTTP ${answer.status}`)
}

/** Where the shopper pays. */
export function hostedPage({ data }: StartedPayment): string {
  if (data.next_action.type === "redirect") return data.next_action.url
  if (data.next_action.type === "transfer") throw new Error("A transfer instead of a page")
  return `${data.next_action.url}?${new URLSearchParams(data.next_action.fields)}`
}

/** Where the shopper sends the money. */
export function walletPage({ data }: StartedPayment): string {
  if (data.next_action.type === "transfer" && data.next_action.wallet_link)
    return data.next_action.wallet_link
  throw new Error("There is no link to the wallet")
}

function inWords(view: PaymentView): string {
  const words = [view.status]
  if (view.status === "underpaid") words.push(`received ${view.received}`, `missing ${view.missing}`)
  if (view.order_id) words.push("with an order")
  return words.join(", ")
}
