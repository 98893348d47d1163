import { formatUnits } from "../money"
import { phpDate } from "./php"
import type { TegroShop } from "./shop"
import type { TegroOrderState, TegroReceiptItem } from "./types"

/** An order in the books; units are 10^-8. */
export interface TegroOrder {
  id: number
  /** The secret half of the checkout address. */
  hash: string
  shop: TegroShop
  reference: string
  asked: bigint
  /** The amount as the merchant wrote it. */
  amountText: string
  received: bigint | null
  /** What this order has added to the shop's wallet. */
  credited: bigint
  fee: bigint
  currency: string
  status: number
  test: boolean
  paymentSystem: number | null
  email: string | null
  phone: string | null
  receipt: TegroReceiptItem[] | null
  via: "api" | "pay" | "form"
  notifyUrl: string
  successUrl: string
  failUrl: string
  lang: "ru" | "en"
  createdAt: number
  paidAt: number | null
}

/** Method charged when nobody chose one: 36, cards (Tegro.money). */
export const DEFAULT_PAYMENT_SYSTEM = 36

/** What the API and the notification call `amount`: what came once it came, else what was asked. */
export function reportedAmount(order: TegroOrder): bigint {
  return order.received ?? order.asked
}

/** The object of `order` and `orders`. Of `currency_id` only RUB = 1 is known; the rest follows the balance order. */
export function apiOrder(order: TegroOrder): Record<string, unknown> {
  const currencyId = ["RUB", "USD", "EUR", "UAH", ...order.shop.currencies].indexOf(order.currency) + 1
  return {
    id: order.id,
    date_created: phpDate(order.createdAt),
    date_payed: order.paidAt === null ? null : phpDate(order.paidAt),
    status: order.status,
    payment_system_id: order.paymentSystem ?? DEFAULT_PAYMENT_SYSTEM,
    currency_id: currencyId,
    amount: formatUnits(reportedAmount(order), "fixed8"),
    fee: formatUnits(order.fee, "fixed8"),
    email: order.email ?? "",
    test_order: order.test ? 1 : 0,
    payment_id: order.reference,
  }
}

/** The order as `state()` shows it. */
export function orderState(order: TegroOrder, url: string): TegroOrderState {
  return {
    id: order.id,
    shop: order.shop.fixture.publicKey,
    reference: order.reference,
    amount: formatUnits(order.asked, "fixed8"),
    received: order.received === null ? null : formatUnits(order.received, "fixed8"),
    fee: formatUnits(order.fee, "fixed8"),
    currency: order.currency,
    status: order.status,
    test: order.test,
    paymentSystem: order.paymentSystem,
    email: order.email,
    phone: order.phone,
    receipt: order.receipt,
    via: order.via,
    url,
    notifyUrl: order.notifyUrl || null,
    successUrl: order.successUrl || null,
    failUrl: order.failUrl || null,
    createdAt: new Date(order.createdAt).toISOString(),
    paidAt: order.paidAt === null ? null : new Date(order.paidAt).toISOString(),
  }
}
