import type { Money } from "../../money"
import type { Problem } from "../../problem/problems"
import { observedAmounts } from "./amounts"
import type { AttemptFacts, AttemptPolicy, KeptObservation } from "./facts"

/** Why a payment that the gateway calls paid may not be captured. */
export interface Fault {
  problem: Problem
  /** What came; null where it is not known in the attempt's currency. */
  amount: Money | null
}

/** What was asked for, and whether play money counts. */
export interface AskedPayment {
  asked: Money
  policy: Pick<AttemptPolicy, "acceptsTestPayments"> | null
}

/**
 * The integrity check of a payment that the gateway calls paid or held, the same for all gateways: the currency is the
 * asked one, the money is no play money, and no less came than was asked.
 */
export function faultOf({ asked, policy }: AskedPayment, observed: KeptObservation): Fault | null {
  if (isForeign(asked, observed)) return { problem: "currency_mismatch", amount: null }
  const amounts = observedAmounts(observed, asked)
  if (!amounts) return { problem: "amount_mismatch", amount: null }
  const amount = amounts.received ?? amounts.asked ?? asked
  if (observed.test && !policy?.acceptsTestPayments) return { problem: "test_payment", amount }
  if (amounts.asked?.lessThan(asked)) return { problem: "amount_mismatch", amount }
  return amount.lessThan(asked) ? { problem: "underpaid", amount } : null
}

/** Whether the answer names another currency than was asked. */
export const isForeign = ({ currency }: Money, observed: KeptObservation): boolean =>
  observed.currency !== null && observed.currency !== currency

/** Whether the answer is about another of the gateway's payments, or about one of another shop or merchant. */
export function isStranger({ gatewayId, policy }: AttemptFacts, observed: KeptObservation): boolean {
  const isOther = gatewayId !== null && observed.gatewayId !== null && observed.gatewayId !== gatewayId
  const isElsewhere = policy !== null && observed.account !== null && observed.account !== policy.account
  return isOther || isElsewhere
}
