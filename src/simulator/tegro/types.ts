import type { NonceRule } from "../options"

/** Statuses seen or claimed: 0 new, 1 paid, 2 failed, 3 refunded, 4 processing, 9 cancelled. */
export const TEGRO_STATUS = { new: 0, paid: 1, failed: 2, refunded: 3, processing: 4, cancelled: 9 } as const

/** One line of a receipt, as sent. */
export interface TegroReceiptItem {
  name: string
  count: string
  price: string
}

/** One order as `state()` shows it. Amounts are decimal strings with eight decimals. */
export interface TegroOrderState {
  /** Tegro's number. */
  id: number
  /** `shop_id`. */
  shop: string
  /** The merchant's number: `order_id` when created, `payment_id` when asked for. */
  reference: string
  /** What was asked for. */
  amount: string
  /** What came; null before. */
  received: string | null
  fee: string
  currency: string
  status: number
  test: boolean
  paymentSystem: number | null
  email: string | null
  phone: string | null
  receipt: TegroReceiptItem[] | null
  /** How it was made: the API, a `/pay/` link or a `/pay/form/` post. */
  via: "api" | "pay" | "form"
  /** Hosted checkout. */
  url: string
  notifyUrl: string | null
  successUrl: string | null
  failUrl: string | null
  createdAt: string
  paidAt: string | null
}

/** One payout as `state()` shows it. */
export interface TegroWithdrawalState {
  id: number
  shop: string
  reference: string
  account: string
  amount: string
  currency: string
  paymentSystem: number
  /** 0 new, 1 paid out, 9 cancelled. */
  status: number
  createdAt: string
  paidAt: string | null
}

/** What can be changed on a running shop. */
export interface TegroShopPatch {
  notifyUrl?: string
  successUrl?: string
  failUrl?: string
  receiptRequired?: boolean
  /** The buyer pays the fee on top of the amount. */
  feeOnBuyer?: boolean
  nonceRule?: NonceRule
  /** `desc` of the error about an order, or a payout, that is not there. */
  unknownOrder?: string
  unknownWithdrawal?: string
}
