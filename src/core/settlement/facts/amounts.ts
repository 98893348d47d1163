import { subtractDecimals } from "../../money/decimal"
import { Money } from "../../money"
import type { AttemptFacts, KeptObservation, PaymentFacts, Resolution } from "./facts"

/** An observation's sums in the attempt's currency, rounded down to its digits: less is never taken for more. */
export interface ObservedAmounts {
  /** What the gateway shows as asked, without a fee on top; null where it does not tell. */
  asked: Money | null
  /** What has arrived, without a fee on top; null where it does not tell. */
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
 * Takes a fee off that the shopper bears on top of what was asked: some gateways show the sum with it. The fee is taken
 * off only where exactly the asked sum remains; any other difference stays visible.
 */
function withoutFee(shown: string | null, fee: string | null, asked: Money): Money | null {
  if (shown === null) return null
  const whole = Money.floor(shown, asked.currency)
  if (fee === null || !asked.lessThan(whole)) return whole
  const rest = Money.floor(subtractDecimals(shown, fee), asked.currency)
  return rest.equals(asked) ? rest : whole
}

/**
 * What has come of a payment that the gateway calls paid; undefined when its sums are no amounts. A gateway that tells
 * no received sum may show it as the asked one.
 */
export function paidAmount(asked: Money, observed: KeptObservation): Money | undefined {
  const amounts = observedAmounts(observed, asked)
  return amounts && (amounts.received ?? amounts.asked ?? asked)
}

/**
 * What has come of a paid payment beyond what was asked, less what people have returned of it; null where nothing is
 * left. A resolution that says "resolved" returned no money, so it is not taken off.
 */
export function excessOf(
  { asked, resolutions }: AttemptFacts,
  observed: KeptObservation | undefined,
): Money | null {
  const came = observed?.status === "paid" ? paidAmount(asked, observed) : undefined
  if (!came || !asked.lessThan(came)) return null
  const returned = resolutions.filter(({ action, kind }) => action === "returned" && kind === "overpaid")
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

export const totalOf = (rows: readonly { amount: Money }[], currency: string): Money =>
  sumOf(
    rows.map(({ amount }) => amount),
    currency,
  )

/** An amount less another one, and never below zero. */
export function remainder(amount: Money, taken: Money): Money {
  const rest = amount.minus(taken)
  return rest.isPositive ? rest : Money.zero(amount.currency)
}

export const smaller = (a: Money, b: Money): Money => (a.lessThan(b) ? a : b)

export const larger = (a: Money, b: Money): Money => (a.lessThan(b) ? b : a)

/** What is captured of a payment; its refunds are not taken off. */
export const capturedOf = ({ captures, currency }: PaymentFacts): Money => totalOf(captures, currency)

/** What Medusa has on record as refunded of a payment. */
export const refundedOf = ({ refunds, currency }: PaymentFacts): Money => totalOf(refunds, currency)

/** The sum that resolutions name; those without a sum add nothing. */
export const amountOf = (resolutions: readonly Resolution[], currency: string): Money =>
  sumOf(
    resolutions.flatMap(({ amount }) => (amount === null ? [] : [Money.rounded(amount, currency)])),
    currency,
  )
