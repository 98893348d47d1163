import { submitPageForm } from "../check/page-form"
import { hostedPage, M2CERBER, TEGRO, WALLET, walletPage } from "../check/scenarios"
import { Shopper, type StartedPayment } from "../check/shopper"
import { signIn } from "../seed"
import type { Shop } from "../support/shop"
import { until } from "../../tools/until"
import { insertBalanceHistory, markNotificationFailed } from "./history"
import { heldByKassa } from "./kassa"
import { ensureSecondAdmin } from "./second-admin"

/**
 * Gives a new shop a past, so that the dashboard has something to show: shoppers who pay over the store API and the
 * gateways' pages (in full, in part, too much, not at all), an outage, a payout that waits for its approval, and
 * balances of the last 90 days. A shop that has payments is left as it is.
 */
export async function fillShop(shop: Shop, remark: (text: string) => void): Promise<void> {
  const sdk = await signIn({ medusaUrl: shop.medusaUrl, ...shop.credentials })
  await ensureSecondAdmin(sdk, shop.medusaUrl, shop.credentials.second)
  const known = await sdk.client.fetch<{ count: number }>("/admin/payment-gateways/payments?limit=1")
  if (known.count > 0) return remark("there are some")
  const shopper = new Shopper(shop)
  await Promise.all([paidInFull(shopper), paidByWallet(shopper), heldByKassa(sdk, shopper)])
  await Promise.all([
    paidTooMuch(shop, shopper),
    paidTooLittle(shop, shopper),
    sentAPart(shopper),
    gaveUpAfterAPart(shop, shopper),
    gaveUp(shopper),
  ])
  await paidDuringAnOutage(shop, shopper)
  await Promise.all([insertBalanceHistory(sdk, shop.databaseUrl), askForPayout(shop)])
}

async function paidInFull(shopper: Shopper): Promise<void> {
  const cart = await shopper.fillCart("leyla", "rub", "armudu-glass")
  const payment = await shopper.startPayment(cart.id, TEGRO)
  await submitPageForm(hostedPage(payment), { action: "pay" })
  await settled(shopper, payment, "paid")
}

async function paidByWallet(shopper: Shopper): Promise<void> {
  const cart = await shopper.fillCart("kamran", "azn", "copper-kettle")
  const payment = await shopper.startPayment(cart.id, M2CERBER, WALLET)
  await submitPageForm(walletPage(payment), { amount: payment.data.amount })
  await settled(shopper, payment, "paid")
}

async function paidTooMuch(shop: Shop, shopper: Shopper): Promise<void> {
  const cart = await shopper.fillCart("elvin", "azn", "pomegranate-jam")
  const payment = await shopper.startPayment(cart.id, M2CERBER, WALLET)
  const [whole = "", fraction = ""] = payment.data.amount.split(".")
  await shop.simulator.control.m2cerber.transfer(payment.data.reference, `${Number(whole) + 10}.${fraction}`)
  await settled(shopper, payment, "paid")
}

async function paidTooLittle(shop: Shop, shopper: Shopper): Promise<void> {
  const cart = await shopper.fillCart("olga", "rub", "mountain-tea")
  const payment = await shopper.startPayment(cart.id, TEGRO)
  await shop.simulator.control.tegro.pay(payment.data.reference, { amount: "500.00" })
}

async function sentAPart(shopper: Shopper): Promise<void> {
  const cart = await shopper.fillCart("nigar", "azn", "armudu-glass")
  const payment = await shopper.startPayment(cart.id, M2CERBER, WALLET)
  await submitPageForm(walletPage(payment), { amount: "20.00" })
  await settled(shopper, payment, "underpaid")
}

// The part that came is held for a person.
async function gaveUpAfterAPart(shop: Shop, shopper: Shopper): Promise<void> {
  const cart = await shopper.fillCart("sevda", "azn", "mountain-tea")
  const payment = await shopper.startPayment(cart.id, M2CERBER, WALLET)
  await submitPageForm(walletPage(payment), { amount: "5.00" })
  await settled(shopper, payment, "underpaid")
  await shop.simulator.control.m2cerber.cancel(payment.data.reference)
}

async function gaveUp(shopper: Shopper): Promise<void> {
  const cart = await shopper.fillCart("jonas", "eur", "walnut-board")
  const payment = await shopper.startPayment(cart.id, TEGRO)
  await submitPageForm(hostedPage(payment), { action: "fail" })
}

// The notification comes, and the gateway cannot be asked about it.
async function paidDuringAnOutage(shop: Shop, shopper: Shopper): Promise<void> {
  const cart = await shopper.fillCart("pavel", "rub", "copper-kettle")
  const payment = await shopper.startPayment(cart.id, TEGRO)
  const { faults, tegro, notifications } = shop.simulator.control
  await faults.add({ gateway: "tegro", kind: "status", status: 503, times: 0 })
  await tegro.pay(payment.data.reference)
  await notifications.idle()
  await markNotificationFailed(shop.databaseUrl, payment.data.reference)
  await faults.clear()
}

async function askForPayout(shop: Shop): Promise<void> {
  const sdk = await signIn({ medusaUrl: shop.medusaUrl, ...shop.credentials.second })
  const body = {
    provider_id: M2CERBER,
    amount: "10.00",
    currency_code: "azn",
    account: "994501234567",
    note: "Elvin sent 10 AZN too much",
  }
  await sdk.client.fetch("/admin/payment-gateways/payouts", { method: "POST", body })
}

async function settled(shopper: Shopper, { sessionId }: StartedPayment, status: string): Promise<void> {
  await until(status, async () => (await shopper.look(sessionId)).status)
}
