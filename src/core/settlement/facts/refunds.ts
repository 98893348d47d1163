import { Money } from "../../money"
import { isOpenOperation } from "../../payment/operation-state"
import type { PayoutState } from "../../payout/payout-state"
import {
  amountOf,
  capturedOf,
  larger,
  observedAmounts,
  refundedOf,
  remainder,
  smaller,
  sumOf,
  totalOf,
} from "./amounts"
import type { AttemptFacts, OperationFacts, OrderMoney, PaymentFacts } from "./facts"
import { capturedAtGateway, isLetGo, livingOperations, takenObservation } from "./holds"
import { isRefundedAtGateway, observationOfCaptured } from "./observations"
import { ownerOf } from "./session-owner"

/** States in which a payout has ended and no money went out. */
const ENDED_UNPAID: ReadonlySet<PayoutState> = new Set(["canceled", "declined"])

/** States in which a payout has been handed over, or may have been. */
const LEFT: ReadonlySet<PayoutState> = new Set(["sending", "sent", "paid"])

type Refund = PaymentFacts["refunds"][number]

/** What of one of Medusa's refunds no payout, no refund at the gateway and no person carries out. */
function undone({ resolutions, payouts, operations }: AttemptFacts, { id, amount }: Refund): Money {
  const { currency } = amount
  const said = resolutions.filter(({ refundId }) => refundId === id)
  // A resolution without a sum is about all of the refund.
  if (said.some((resolution) => resolution.amount === null)) return Money.zero(currency)
  const begun = [
    ...payouts.filter((payout) => payout.refundId === id && !ENDED_UNPAID.has(payout.state)),
    ...operations.filter(
      ({ kind, subjectId, state }) => kind === "refund" && subjectId === id && state !== "failed",
    ),
  ]
  return remainder(amount, totalOf(begun, currency).plus(amountOf(said, currency)))
}

/**
 * What still has to go back for each of Medusa's refunds, by its id. The problems name these sums, and payouts and
 * refunds at the gateway send them.
 *
 * Money that went back before is not sent again: a refund that Medusa records afterwards is done already. What people
 * have returned outside of Medusa counts for the oldest refunds first; where the gateway shows the payment as refunded,
 * all of its refunds are done.
 */
export function refundsOwed(attempt: AttemptFacts, payment: PaymentFacts): Map<string, Money> {
  const { refunds, currency } = payment
  if (isRefundedAtGateway(attempt)) return new Map(refunds.map(({ id }) => [id, Money.zero(currency)]))
  let returned = wentBack(attempt, payment)
  return new Map(
    refunds.map((refund) => {
      const open = undone(attempt, refund)
      const owed = remainder(open, returned)
      returned = remainder(returned, open)
      return [refund.id, owed]
    }),
  )
}

/** What Medusa's refunds have recorded since a time, of money that went back in another way. */
export function recordedSince(attempt: AttemptFacts, payment: PaymentFacts, since: number): Money {
  const later = payment.refunds.filter(({ createdAt = 0 }) => createdAt > since)
  return sumOf(
    later.map((refund) => undone(attempt, refund)),
    payment.currency,
  )
}

/** What went back outside of Medusa and Medusa's refunds record, too: it counts once. */
export function returnedByRefunds(attempt: AttemptFacts, payment: PaymentFacts): Money {
  const open = payment.refunds.map((refund) => undone(attempt, refund))
  return smaller(sumOf(open, payment.currency), wentBack(attempt, payment))
}

/**
 * What went back of the attempt's own money outside of Medusa's refunds: what people say they have returned, or what
 * the gateway shows as refunded. The larger of the two counts, since both may be about the same money.
 */
export function wentBack(attempt: AttemptFacts, payment: PaymentFacts): Money {
  const { currency } = payment
  const ofRefunds = attempt.resolutions.filter(
    ({ action, refundId }) => action === "returned" && refundId !== null,
  )
  const shown = remainder(refundedInCabinet(attempt, payment), amountOf(ofRefunds, currency))
  return larger(returnedOf(attempt, currency), shown)
}

/**
 * What people have returned of an attempt's own money outside of Medusa. What went back for one of Medusa's refunds is
 * not counted: the refund is. What went back of an excess, or of a further payment by the same link, was never
 * captured.
 */
function returnedOf({ resolutions, gatewayId: own }: AttemptFacts, currency: string): Money {
  const counted = resolutions.filter(
    ({ action, kind, refundId, gatewayId }) =>
      action === "returned" &&
      kind !== "overpaid" &&
      refundId === null &&
      (gatewayId === null || gatewayId === own),
  )
  return amountOf(counted, currency)
}

/** What went back in the gateway's cabinet and neither a person nor one of Medusa's refunds has recorded. */
export function refundedUnrecorded(attempt: AttemptFacts, payment: PaymentFacts): Money {
  const beyondSaid = remainder(wentBack(attempt, payment), returnedOf(attempt, payment.currency))
  return remainder(beyondSaid, returnedByRefunds(attempt, payment))
}

/**
 * What Medusa has as captured of a hold beyond what the gateway has taken: this part has gone back to the shopper. Zero
 * while a capture is under way at the gateway.
 */
export function untakenOf(attempt: AttemptFacts, payment: PaymentFacts): Money {
  const none = Money.zero(payment.currency)
  const observed = takenObservation(attempt)
  if (!observed || livingOperations(attempt, "capture").some(isOpenOperation)) return none
  const taken = capturedAtGateway(attempt, observed) ?? observedAmounts(observed, attempt.asked)?.received
  return taken ? remainder(capturedOf(payment), taken) : none
}

/**
 * What went back and none of Medusa's refunds has carried out: in the gateway's cabinet, by a refund or a payout whose
 * record Medusa took back, or of a hold that Medusa shows as captured and the gateway has not taken.
 *
 * The gateway's total may count a refund that is under way or not yet, so such a refund is taken off as if it were
 * counted.
 */
function refundedInCabinet(attempt: AttemptFacts, payment: PaymentFacts): Money {
  const { currency } = payment
  const recorded = livingOperations(attempt, "refund").filter(({ subjectId }) =>
    isOnRecord(payment, subjectId),
  )
  const shown = observationOfCaptured(attempt)?.refunded
  const extra = shown
    ? remainder(Money.floor(shown, currency), totalOf(recorded, currency))
    : Money.zero(currency)
  return larger(extra, totalOf(unrecordedRefunds(attempt, payment), currency))
    .plus(totalOf(unrecordedPayouts(attempt, payment), currency))
    .plus(untakenOf(attempt, payment))
}

/** Payouts that left for a refund whose record Medusa took back. */
const unrecordedPayouts = ({ payouts }: AttemptFacts, payment: PaymentFacts) =>
  payouts.filter(
    ({ state, refundId }) => LEFT.has(state) && refundId !== null && !isOnRecord(payment, refundId),
  )

/** Refunds that the gateway has done, and whose record Medusa took back. */
export function unrecordedRefunds(attempt: AttemptFacts, payment: PaymentFacts): OperationFacts[] {
  return livingOperations(attempt, "refund").filter(
    ({ state, subjectId }) => state === "done" && !isOnRecord(payment, subjectId),
  )
}

/** Whether Medusa has a refund on record; it takes one back that it cannot finish. */
export const isOnRecord = ({ refunds }: PaymentFacts, refundId: string | null): boolean =>
  refunds.some(({ id }) => id === refundId)

/**
 * Whether a captured payment has come to nothing: no order was made of it, and the gateway shows that all of it went back,
 * without always telling the sum. Its cart may be paid anew.
 */
export function isUndone({ order, attempts }: OrderMoney, { sessionId }: PaymentFacts): boolean {
  const owner = order === null ? ownerOf(attempts, sessionId) : undefined
  return owner !== undefined && isRefundedAtGateway(owner)
}

/**
 * Money in hand: captured, less what Medusa has refunded, less what went back outside of Medusa. Never below zero, and
 * zero where the gateway's hold has ended although Medusa shows a capture.
 */
export function inHand(payment: PaymentFacts, attempts: readonly AttemptFacts[]): Money {
  const { currency, sessionId } = payment
  const none = Money.zero(currency)
  const owner = ownerOf(attempts, sessionId)
  if (owner && isLetGo(owner)) return none
  const returned = owner ? wentBack(owner, payment).minus(returnedByRefunds(owner, payment)) : none
  return remainder(capturedOf(payment).minus(refundedOf(payment)), returned)
}
