import type { PayoutState } from "../payout-state"
import { Money } from "../money"
import { returnedOf, sumOf } from "./amounts"
import type { AttemptFacts, PaymentFacts } from "./facts"
import { isRefundedAtGateway } from "./observations"

const ENDED_UNPAID: ReadonlySet<PayoutState> = new Set(["canceled", "declined"])

type Refund = PaymentFacts["refunds"][number]

/** What of one of Medusa's refunds nothing carries out and nobody has carried out. */
function undone({ words, payouts }: AttemptFacts, { id, amount }: Refund): Money {
  const { currency } = amount
  const said = words.filter((word) => word.refundId === id)
  // A word without a sum is about all of it.
  if (said.some((word) => word.amount === null)) return Money.zero(currency)
  const done = [
    ...payouts.filter((payout) => payout.refundId === id && !ENDED_UNPAID.has(payout.state)),
    ...said.map((word) => ({ amount: Money.rounded(word.amount as string, currency) })),
  ]
  return less(
    amount,
    sumOf(
      done.map((one) => one.amount),
      currency,
    ),
  )
}

/**
 * What still has to go back for each of Medusa's refunds, by its id: what is told, and what is sent. What went back
 * before is not sent once more: a refund that records it afterwards is carried out by it. So is every one of a payment
 * that the gateway shows as refunded, and of what a person has returned outside of Medusa the oldest first.
 */
export function refundsOwed(attempt: AttemptFacts, { refunds, currency }: PaymentFacts): Map<string, Money> {
  if (isRefundedAtGateway(attempt)) return new Map(refunds.map(({ id }) => [id, Money.zero(currency)]))
  let returned = returnedOf(attempt, currency)
  return new Map(
    refunds.map((refund) => {
      const open = undone(attempt, refund)
      const owed = less(open, returned)
      returned = less(returned, open)
      return [refund.id, owed]
    }),
  )
}

/** What of a person's returns is recorded by Medusa's refunds, too, and counts once. */
export function returnedByRefunds(attempt: AttemptFacts, payment: PaymentFacts): Money {
  const { currency } = payment
  const open = sumOf(
    payment.refunds.map((refund) => undone(attempt, refund)),
    currency,
  )
  const returned = returnedOf(attempt, currency)
  return open.lessThan(returned) ? open : returned
}

const less = (amount: Money, by: Money): Money => {
  const rest = amount.minus(by)
  return rest.isPositive ? rest : Money.zero(amount.currency)
}
