import { iso } from "../clock"
import { formatUnits } from "../money"
import { phpDate } from "./php"
import type { TegroShop } from "./shop"
import type { TegroWithdrawalState } from "./types"

/** A payout; units are 10^-8. */
export interface TegroWithdrawal {
  id: number
  shop: TegroShop
  reference: string
  account: string
  amount: bigint
  currency: string
  paymentSystem: number
  status: number
  createdAt: number
  paidAt: number | null
}

/** The object of `withdrawal` and `withdrawals`: no account, no method, no fee. */
export function apiWithdrawal(withdrawal: TegroWithdrawal): Record<string, unknown> {
  return {
    id: withdrawal.id,
    date_created: phpDate(withdrawal.createdAt),
    date_payed: withdrawal.paidAt === null ? null : phpDate(withdrawal.paidAt),
    status: withdrawal.status,
    currency_id: withdrawal.shop.currencyId(withdrawal.currency),
    amount: formatUnits(withdrawal.amount, "fixed8"),
    payment_id: withdrawal.reference,
  }
}

/** The payout as `state()` shows it. */
export function withdrawalState(withdrawal: TegroWithdrawal): TegroWithdrawalState {
  return {
    id: withdrawal.id,
    shop: withdrawal.shop.fixture.publicKey,
    reference: withdrawal.reference,
    account: withdrawal.account,
    amount: formatUnits(withdrawal.amount, "fixed8"),
    currency: withdrawal.currency,
    paymentSystem: withdrawal.paymentSystem,
    status: withdrawal.status,
    createdAt: iso(withdrawal.createdAt),
    paidAt: iso(withdrawal.paidAt),
  }
}
