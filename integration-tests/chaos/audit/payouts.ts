import { capturedOf, type AttemptRow } from "../books"
import { majorText } from "../minor"
import { eventsOf } from "../story"
import { report, sum, type Auditing } from "./report"

/** No money leaves that no refund and no cancel of the merchant's asked for, and none that the ledger does not know. */
export function auditPayouts(auditing: Auditing): void {
  const { books, result } = auditing
  for (const attempt of books.attempts) {
    const references = new Set(
      books.payouts.filter((one) => one.attempt_id === attempt.id).map(({ reference }) => reference),
    )
    const left = sum(
      books.gatewayPayouts.filter((one) => references.has(one.reference)).map(({ amount }) => amount),
    )
    result.paidOut += left
    const asked = askedFor(auditing, attempt)
    if (left <= asked) continue
    const text = `${majorText(left)} left for ${attempt.provider_id} ${attempt.reference}, ${majorText(asked)} was asked for`
    report(auditing, "money left unasked", attempt.payment_collection_id, text)
  }
  const known = new Set(books.payouts.map(({ reference }) => reference))
  for (const { gateway, reference, amount } of books.gatewayPayouts) {
    if (known.has(reference)) continue
    report(
      auditing,
      "money left unasked",
      null,
      `${gateway} ${reference}: ${majorText(amount)} left, and the ledger does not know`,
    )
  }
}

/** What the merchant asked to be returned of a payment; a cancel asks for all of it. */
export function askedFor({ books, stories }: Auditing, attempt: AttemptRow): bigint {
  const [payment] = books.payments.filter((one) => one.payment_session_id === attempt.session_id)
  if (!payment) return 0n
  const captured = capturedOf(payment)
  const order = books.orders.find(({ collections }) => collections.includes(attempt.payment_collection_id))
  if (eventsOf(stories, "merchant cancels").some(({ orderId }) => orderId === order?.id)) return captured
  const refunds = eventsOf(stories, "merchant refunds").filter(({ paymentId }) => paymentId === payment.id)
  const asked = sum(refunds.map(({ amount }) => amount))
  return asked < captured ? asked : captured
}
