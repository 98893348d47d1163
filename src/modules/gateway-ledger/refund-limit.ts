import { Money } from "../../core"
import type { PaymentAttempt, PaymentProblem, Payout } from "./types"

type Refund = Pick<Payout, "id" | "refund_id" | "amount" | "state">
type Owed = Pick<PaymentProblem, "refund_id" | "amount" | "state" | "resolved_by">

/** A payout that did not come about. */
const isOver = ({ state }: Refund) => state === "canceled" || state === "declined"

/**
 * Whether another refund of an attempt fits into what was asked; Medusa itself lets refunds go a cent beyond. Counted is
 * what is paid out or on its way, and what a person returns or has returned. A refund whose payout did not come about
 * is owed by its problem, and is one refund. Pure.
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
    if (!isOver(payout)) refunds.set(payout.refund_id ?? payout.id, money(payout.amount))
  }
  const total = [...refunds.values()].reduce((sum, one) => sum.plus(one), money(amount))
  return !money(asked).lessThan(total)
}
