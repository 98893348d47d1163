import type { PayoutState } from "../payout-state"
import { Money } from "../money"
import { isOpenOperation } from "../operation-state"
import { amountOf, capturedOf, observedAmounts, returnedOf, sumOf } from "./amounts"
import type { AttemptFacts, PaymentFacts } from "./facts"
import { capturedAtGateway, livingOperations } from "./holds"
import { isRefundedAtGateway, observationOfCaptured } from "./observations"

const ENDED_UNPAID: ReadonlySet<PayoutState> = new Set(["canceled", "declined"])

type Refund = PaymentFacts["refunds"][number]

/** What of one of Medusa's refunds nothing carries out and nobody has carried out. */
function undone({ words, payouts, operations }: AttemptFacts, { id, amount }: Refund): Money {
  const { currency } = amount
  const said = words.filter((word) => word.refundId === id)
  // A word without a sum is about all of it.
  if (said.some((word) => word.amount === null)) return Money.zero(currency)
  const done = [
    ...payouts.filter((payout) => payout.refundId === id && !ENDED_UNPAID.has(payout.state)),
    ...operations.filter(
      ({ kind, subjectId, state }) => kind === "refund" && subjectId === id && state !== "failed",
    ),
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
export function refundsOwed(attempt: AttemptFacts, payment: PaymentFacts): Map<string, Money> {
  const { refunds, currency } = payment
  if (isRefundedAtGateway(attempt)) return new Map(refunds.map(({ id }) => [id, Money.zero(currency)]))
  let returned = wentBack(attempt, payment)
  return new Map(
    refunds.map((refund) => {
      const open = undone(attempt, refund)
      const owed = less(open, returned)
      returned = less(returned, open)
      return [refund.id, owed]
    }),
  )
}

/** What Medusa's refunds have recorded since then of money that went back in another way. */
export function recordedSince(attempt: AttemptFacts, payment: PaymentFacts, since: number): Money {
  const later = payment.refunds.filter(({ createdAt = 0 }) => createdAt > since)
  return sumOf(
    later.map((refund) => undone(attempt, refund)),
    payment.currency,
  )
}

/** What of a person's returns is recorded by Medusa's refunds, too, and counts once. */
export function returnedByRefunds(attempt: AttemptFacts, payment: PaymentFacts): Money {
  const { currency } = payment
  const open = sumOf(
    payment.refunds.map((refund) => undone(attempt, refund)),
    currency,
  )
  const returned = wentBack(attempt, payment)
  return open.lessThan(returned) ? open : returned
}

/**
 * What went back of the own money beside Medusa's refunds and what carries them out: what persons say, or what the
 * gateway shows as refunded, whichever is more, since the one may be the word for the other.
 */
export function wentBack(attempt: AttemptFacts, payment: PaymentFacts): Money {
  const said = returnedOf(attempt, payment.currency)
  const saidOfRefunds = amountOf(
    attempt.words.filter(({ action, refundId }) => action === "returned" && refundId !== null),
    payment.currency,
  )
  const shown = less(refundedInCabinet(attempt, payment), saidOfRefunds)
  return said.lessThan(shown) ? shown : said
}

/** What went back in the gateway's cabinet and neither a person nor one of Medusa's refunds has recorded. */
export function refundedUnrecorded(attempt: AttemptFacts, payment: PaymentFacts): Money {
  const beyondSaid = less(wentBack(attempt, payment), returnedOf(attempt, payment.currency))
  return less(beyondSaid, returnedByRefunds(attempt, payment))
}

/**
 * What Medusa has as captured of a hold that the gateway has taken less of: the rest has gone back to the shopper. Nothing
 * while a capture is under way there.
 */
export function untakenOf(attempt: AttemptFacts, payment: PaymentFacts): Money {
  const none = Money.zero(payment.currency)
  const observed = attempt.voids ? observationOfCaptured(attempt) : undefined
  const isTaken = observed?.status === "paid" || observed?.status === "refunded"
  if (!isTaken || livingOperations(attempt, "capture").some(isOpenOperation)) return none
  const taken = capturedAtGateway(attempt, observed) ?? observedAmounts(observed, attempt.asked)?.received
  return taken ? less(capturedOf(payment), taken) : none
}

/**
 * What the gateway shows as refunded and none of Medusa's refunds has carried out: in its cabinet, or by a refund that
 * Medusa took back after the gateway had done it. One that is under way may be counted by the gateway already, or not
 * yet, so it is taken for counted. So is what was held and not taken, though Medusa shows it as captured.
 */
export function refundedInCabinet(attempt: AttemptFacts, payment: PaymentFacts): Money {
  const { refunds, currency } = payment
  const ofRefunds = attempt.operations.filter(({ kind, state }) => kind === "refund" && state !== "failed")
  const [recorded, unrecorded] = [true, false].map((isRecorded) =>
    ofRefunds.filter(({ subjectId }) => refunds.some(({ id }) => id === subjectId) === isRecorded),
  ) as [typeof ofRefunds, typeof ofRefunds]
  const total = (operations: typeof ofRefunds) =>
    sumOf(
      operations.map(({ amount }) => amount),
      currency,
    )
  const shown = observationOfCaptured(attempt)?.refunded
  const extra = shown ? less(Money.floor(shown, currency), total(recorded)) : Money.zero(currency)
  const done = total(unrecorded.filter(({ state }) => state === "done"))
  return (extra.lessThan(done) ? done : extra).plus(untakenOf(attempt, payment))
}

const less = (amount: Money, by: Money): Money => {
  const rest = amount.minus(by)
  return rest.isPositive ? rest : Money.zero(amount.currency)
}
