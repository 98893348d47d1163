import { subtractDecimals } from "../decimal"
import { Money } from "../money"
import { isLetGo } from "./holds"
import { returnedByRefunds, wentBack } from "./refunds"
import type { AttemptFacts, KeptObservation, PaymentFacts, PersonsWord } from "./facts"
import { ownerOf } from "./session-owner"

/** An observation's sums in the currency of the attempt, cut to its digits: less is never taken for more. */
export interface ObservedAmounts {
  /** What the gateway shows as asked, without the fee on top; null where it does not tell. */
  asked: Money | null
  /** What has arrived, without the fee on top; null where it does not tell. */
  received: Money | null
}

/** The sums of an observation; undefined when they are no amounts. */
export function observedAmounts(observed: KeptObservation, asked: Money): ObservedAmounts | undefined {
  try {
    return {
      asked: withoutFee(observed.asked, observed.fee, asked),
      received: withoutFee(observed.received, observed.fee, asked),
    }
  } catch {
    return undefined
  }
}

/**
 * A shop may let the buyer bear the fee, which is then shown on top, and may be finer than the currency. It explains a
 * higher sum, so it is taken off where the rest still is what was asked; it is no excess.
 */
function withoutFee(shown: string | null, fee: string | null, asked: Money): Money | null {
  if (shown === null) return null
  const whole = Money.floor(shown, asked.currency)
  if (fee === null || !asked.lessThan(whole)) return whole
  const rest = Money.floor(subtractDecimals(shown, fee), asked.currency)
  return rest.equals(asked) ? rest : whole
}

/**
 * What has come of a payment that the gateway calls paid; undefined when its sums are no amounts. One that tells no
 * received sum shows a larger or a smaller one as asked.
 */
export function paidAmount(asked: Money, observed: KeptObservation): Money | undefined {
  const amounts = observedAmounts(observed, asked)
  return amounts && (amounts.received ?? amounts.asked ?? asked)
}

/**
 * What has come of a paid payment beyond what was asked, less what persons have returned of it; null where nothing is
 * left. One who has only noted what was done has not said that it is gone.
 */
export function excessOf(
  { asked, words }: AttemptFacts,
  observed: KeptObservation | undefined,
): Money | null {
  const came = observed?.status === "paid" ? paidAmount(asked, observed) : undefined
  if (!came || !asked.lessThan(came)) return null
  const returned = words.filter(({ action, kind }) => action === "returned" && kind === "overpaid")
  const rest = came.minus(asked).minus(amountOf(returned, asked.currency))
  return rest.isPositive ? rest : null
}

/** What has come of a paid payment and did not go back as an excess; undefined when its sums are no amounts. */
export function paidAndKept(attempt: AttemptFacts, observed: KeptObservation): Money | undefined {
  const { asked } = attempt
  const came = paidAmount(asked, observed)
  if (!came || !asked.lessThan(came)) return came
  const excess = excessOf(attempt, observed)
  return excess ? asked.plus(excess) : asked
}

export const sumOf = (amounts: readonly Money[], currency: string): Money =>
  amounts.reduce((sum, amount) => sum.plus(amount), Money.zero(currency))

/** What is captured of a payment; its refunds are not taken off. */
export const capturedOf = ({ captures, currency }: PaymentFacts): Money =>
  sumOf(
    captures.map(({ amount }) => amount),
    currency,
  )

/** What of a payment Medusa has as refunded. */
export const refundedOf = ({ refunds, currency }: PaymentFacts): Money =>
  sumOf(
    refunds.map(({ amount }) => amount),
    currency,
  )

/**
 * What persons have returned of an attempt's own money outside of Medusa. What went back for one of Medusa's refunds is
 * taken off by the refund already; what went back of an excess, or of a further payment by the same link, was never
 * captured.
 */
export function returnedOf(
  { words, gatewayId: own }: Pick<AttemptFacts, "words" | "gatewayId">,
  currency: string,
): Money {
  const counted = words.filter(
    ({ action, kind, refundId, gatewayId }) =>
      action === "returned" &&
      kind !== "overpaid" &&
      refundId === null &&
      (gatewayId === null || gatewayId === own),
  )
  return amountOf(counted, currency)
}

/** The sum of what was said; nothing where nobody knew it. */
export const amountOf = (words: readonly PersonsWord[], currency: string): Money =>
  sumOf(
    words.flatMap(({ amount }) => (amount === null ? [] : [Money.rounded(amount, currency)])),
    currency,
  )

/**
 * Money in hand: captured, less what Medusa has refunded, less what a person has returned. Never below zero. Nothing where
 * the gateway has let go what Medusa shows as captured.
 */
export function inHand(payment: PaymentFacts, attempts: readonly AttemptFacts[]): Money {
  const { currency, sessionId } = payment
  const owner = ownerOf(attempts, sessionId)
  if (owner && isLetGo(owner)) return Money.zero(currency)
  const returned = owner
    ? wentBack(owner, payment).minus(returnedByRefunds(owner, payment))
    : Money.zero(currency)
  const rest = capturedOf(payment).minus(refundedOf(payment)).minus(returned)
  return rest.isPositive ? rest : Money.zero(currency)
}
