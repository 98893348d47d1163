import type { Observation } from "./gateway"
import { Money } from "./money"
import type { Problem } from "./problems"
import { isReleased, type ReleasedStatus } from "./payment-status"

/** What the store expects of one payment attempt. */
export interface Expectation {
  reference: string
  gatewayId: string | null
  /** What the gateway was asked for: the session's amount, rounded to the currency. */
  asked: Money
  /** What Medusa has recorded as captured for this session. */
  captured: Money
  /** `gone`: Medusa deleted the session, since the cart changed or another one replaced it. */
  session: "open" | "gone"
  /** The order of the payment's collection, which may exist before the money. */
  order: "none" | "open" | "canceled"
  /** Whether another payment of the same collection already covers it. */
  coveredByAnother: boolean
}

export interface SettlementPolicy {
  acceptTestPayments: boolean
}

/** What to do now. Only `capture` moves money, and only ever up to what was asked. */
export type Decision =
  | { kind: "capture"; amount: Money; excess: Money | null }
  | { kind: "wait" }
  | { kind: "hold"; problem: Problem; amount: Money | null }
  | { kind: "release"; status: ReleasedStatus }
  | { kind: "nothing" }

const hold = (problem: Problem, amount: Money | null): Decision => ({ kind: "hold", problem, amount })
const WAIT: Decision = { kind: "wait" }
const NOTHING: Decision = { kind: "nothing" }

/**
 * What one observation means for the books. Pure: the same facts give the same decision whatever woke us.
 *
 * Money is captured at most once, never more than asked, never when less arrived, and never for another payment,
 * currency or a test. Everything else that is money waits for a person (`hold`).
 */
export function decide(expected: Expectation, observed: Observation, policy: SettlementPolicy): Decision {
  const money = amountsOf(observed, expected.asked.currency)
  const about = isAbout(expected, observed)
  if (about) {
    return isMoney(observed) ? hold(about, money?.received ?? null) : WAIT
  }
  if (!money) {
    return isMoney(observed) ? hold("amount_mismatch", null) : WAIT
  }
  if (isReleased(observed.status)) {
    return released(expected, observed.status, money.received)
  }
  switch (observed.status) {
    case "paid":
      return paid(expected, observed, money, policy)
    case "refunded":
      return expected.captured.isPositive ? hold("refunded_at_gateway", expected.captured) : NOTHING
    case "created":
    case "awaiting":
    case "processing":
    case "underpaid":
      return expected.captured.isPositive ? NOTHING : WAIT
  }
}

interface Amounts {
  asked: Money | null
  received: Money | null
  fee: Money | null
}

/** The observation's amounts in the asked currency; undefined when they are no amounts of it. */
function amountsOf(observed: Observation, currency: string): Amounts | undefined {
  const read = (text: string | null) => (text === null ? null : Money.of(text, currency))
  try {
    // A fee is a percentage and may be finer than the currency; it only explains a higher amount.
    const fee = observed.fee === null ? null : Money.rounded(observed.fee, currency)
    return { asked: read(observed.asked), received: read(observed.received), fee }
  } catch {
    return undefined
  }
}

function isMoney(observed: Observation): boolean {
  return observed.status === "paid"
}

/** Whether it is this payment at all, in this currency. */
function isAbout(expected: Expectation, observed: Observation): Problem | undefined {
  if (observed.reference !== expected.reference) {
    return "reference_mismatch"
  }
  if (
    expected.gatewayId !== null &&
    observed.gatewayId !== null &&
    observed.gatewayId !== expected.gatewayId
  ) {
    // One link, opened and paid twice, makes two payments of one reference.
    return expected.captured.isPositive ? "paid_twice" : "reference_mismatch"
  }
  if (observed.currency !== null && observed.currency !== expected.asked.currency) {
    return "currency_mismatch"
  }
  return undefined
}

function released(expected: Expectation, status: ReleasedStatus, received: Money | null): Decision {
  if (expected.captured.isPositive) {
    return NOTHING
  }
  return received?.isPositive ? hold("canceled_after_part", received) : { kind: "release", status }
}

function paid(
  expected: Expectation,
  observed: Observation,
  money: Amounts,
  policy: SettlementPolicy,
): Decision {
  const received = money.received ?? money.asked ?? expected.asked
  if (observed.test && !policy.acceptTestPayments) {
    return hold("test_payment", received)
  }
  if (money.asked?.lessThan(expected.asked)) {
    return hold("amount_mismatch", money.asked)
  }
  if (received.lessThan(expected.asked)) {
    return hold("underpaid", received)
  }
  const excess = excessOf(received, money.fee, expected.asked)
  if (!expected.captured.lessThan(expected.asked)) {
    return excess ? hold("overpaid", excess) : NOTHING
  }
  if (expected.coveredByAnother) {
    return hold("paid_twice", received)
  }
  if (expected.session === "gone") {
    return hold("orphan", received)
  }
  if (expected.order === "canceled") {
    return hold("paid_late", received)
  }
  return {
    kind: "capture",
    amount: expected.asked.minus(expected.captured),
    excess,
  }
}

/** What came beyond what was asked. A fee that the shop lets the buyer bear is shown on top, and is no excess. */
function excessOf(received: Money, fee: Money | null, asked: Money): Money | null {
  const excess = received.minus(asked)
  return excess.isPositive && !(fee && excess.equals(fee)) ? excess : null
}
