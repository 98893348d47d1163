import { iso } from "../clock"
import { formatUnits } from "../money"
import { phpDate } from "./php"
import type { TegroShop } from "./shop"
import { TEGRO_STATUS, type TegroOrderState, type TegroReceiptItem } from "./types"

/** An order; units are 10^-8. */
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

/** Whether the buyer can still pay. */
export const isOpen = ({ status }: TegroOrder): boolean =>
  status === TEGRO_STATUS.new || status === TEGRO_STATUS.processing

/** What the API and the notification call `amount`: what came once it came, else what was asked. */
export function reportedAmount(order: TegroOrder): bigint {
  return order.received ?? order.asked
}

/** The object of `order` and `orders`. */
export function apiOrder(order: TegroOrder): Record<string, unknown> {
  return {
    id: order.id,
    date_created: phpDate(order.createdAt),
    date_payed: order.paidAt === null ? null : phpDate(order.paidAt),
    status: order.status,
    payment_system_id: order.paymentSystem ?? DEFAULT_PAYMENT_SYSTEM,
    currency_id: order.shop.currencyId(order.currency),
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
    createdAt: iso(order.createdAt),
    paidAt: iso(order.paidAt),
  }
}
