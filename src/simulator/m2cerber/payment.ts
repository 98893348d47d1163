import { iso } from "../clock"
import { formatUnits } from "../money"
import type { M2cerberPaymentState, M2cerberPayoutState, M2cerberStatus } from "./types"

export interface Merchant {
  merchId: string
  secretKey: string
  /** Units of 10^-8 AZN. */
  payoutBalance: bigint
}

/** A payment; units are 10^-8 AZN. */
export interface M2cerberPayment {
  paymentId: string
  merchant: Merchant
  userWallet: string
  asked: bigint
  /** The sum as the merchant wrote it. */
  sumText: string
  transfers: bigint[]
  /** One of {@link M2cerberStatus}, or whatever was set by hand. */
  status: M2cerberStatus | (string & {})
  callbackUrl: string
  walletNumber: string
  createTime: string
  createdAt: number
}

/** A payout; units are 10^-8 AZN. */
export interface M2cerberPayout {
  paymentId: string
  merchant: Merchant
  walletNumber: string
  amount: bigint
  sumText: string
  status: string
  callbackUrl: string
  createdAt: number
}

export function received(payment: M2cerberPayment): bigint {
  return payment.transfers.reduce((sum, part) => sum + part, 0n)
}

/** The payment as `state()` shows it. */
export function paymentState(payment: M2cerberPayment, walletLink: string): M2cerberPaymentState {
  return {
    paymentId: payment.paymentId,
    merchId: payment.merchant.merchId,
    userWallet: payment.userWallet,
    sum: formatUnits(payment.asked, "plain"),
    received: formatUnits(received(payment), "plain"),
    transfers: payment.transfers.map((part) => formatUnits(part, "plain")),
    status: payment.status,
    callbackUrl: payment.callbackUrl,
    walletNumber: payment.walletNumber,
    walletLink,
    createTime: payment.createTime,
    createdAt: iso(payment.createdAt),
  }
}

/** The payout as `state()` shows it. */
export function payoutState(payout: M2cerberPayout): M2cerberPayoutState {
  return {
    paymentId: payout.paymentId,
    merchId: payout.merchant.merchId,
    walletNumber: payout.walletNumber,
    sum: formatUnits(payout.amount, "plain"),
    status: payout.status,
    callbackUrl: payout.callbackUrl,
    createdAt: iso(payout.createdAt),
  }
}
