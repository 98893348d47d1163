import type Medusa from "@medusajs/js-sdk"

import { until } from "../../tools/until"
import { Merchant } from "../check/merchant"
import { submitPageForm } from "../check/page-form"
import { hostedPage, YOOKASSA } from "../check/scenarios"
import type { Shopper } from "../check/shopper"

/**
 * Shoppers whose money YooKassa holds: one order waits for the merchant, one was captured when it left the house, one
 * without its courier, since she came for it herself, and of that a part was returned later.
 */
export async function heldByKassa(sdk: Medusa, shopper: Shopper): Promise<void> {
  const merchant = new Merchant(sdk)
  await order(merchant, shopper, "maria", "walnut-board")
  await merchant.capture(await order(merchant, shopper, "oleg", "mountain-tea"))
  const email = await order(merchant, shopper, "vera", "wool-throw")
  await merchant.capture(email, 5290)
  await merchant.refund(email, 290)
}

/** @returns whose order it is */
async function order(merchant: Merchant, shopper: Shopper, name: string, product: string): Promise<string> {
  const cart = await shopper.fillCart(name, "rub", product)
  const payment = await shopper.startPayment(cart.id, YOOKASSA)
  await submitPageForm(hostedPage(payment), { action: "pay" })
  const held = "1 order, authorized, nothing captured"
  await until(held, () => merchant.ordersOf(cart.email))
  return cart.email
}
