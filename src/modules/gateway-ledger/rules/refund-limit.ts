import { Money } from "../../../core"
import type { PaymentAttempt, PaymentProblem, Payout } from "../types"

type Refund = Pick<Payout, "id" | "refund_id" | "amount" | "state">
type Owed = Pick<PaymentProblem, "refund_id" | "amount" | "state" | "resolved_by">

/** Whether a payout ended without paying. */
const isUnpaid = ({ state }: Refund) => state === "canceled" || state === "declined"

/**
 * Whether all refunds of an attempt, with another one, stay within what was asked; Medusa itself allows a cent more. A refund
 * counts once: by its payout, or by its problem, which asks a person to return the money. It does not count when its payout
 * has ended without paying and no problem asks for it.
 */
export function refundFits(
  { amount: asked, currency_code }: Pick<PaymentAttempt, "amount" | "currency_code">,
  amount: string,
  payouts: readonly Refund[],
  owed: readonly Owed[],
): boolean {
  const money = (text: string) => Money.rounded(text, currency_code)
  const refunds = new Map<string, Money>()
  for (const { refund_id, amount, state, resolved_by } of owed) {
    const isCounted = state === "open" || resolved_by !== null
    if (refund_id === null || amount === null || !isCounted) continue
    const before = refunds.get(refund_id)
    if (!before || before.lessThan(money(amount))) refunds.set(refund_id, money(amount))
  }
  for (const payout of payouts) {
    if (!isUnpaid(payout)) refunds.set(payout.refund_id ?? payout.id, money(payout.amount))
  }
  const total = [...refunds.values()].reduce((sum, one) => sum.plus(one), money(amount))
  return !money(asked).lessThan(total)
}
