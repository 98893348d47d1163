import { hasReached, isReleased, type ReleasedStatus } from "../payment-status"
import { Money } from "../money"
import type { Problem } from "../problems"
import { inHand, observedAmounts, returnedOf, sumOf, type ObservedAmounts } from "./amounts"
import type { AttemptFacts, KeptObservation, OrderMoney, PaymentFacts } from "./facts"
import { ownObservation, strayObservation } from "./observations"

/** What one attempt's money is, by everything that is known of its order. */
export type Verdict =
  /** It is all there, belongs to what the order asks for, and may be captured: what was asked, never more. */
  | { kind: "capture"; excess: Money | null }
  /** Medusa has it captured. */
  | { kind: "captured"; payment: PaymentFacts }
  /** It is money, and it waits for a person. */
  | { kind: "hold"; problem: Problem; amount: Money | null }
  /** A person has dealt with it. */
  | { kind: "settled_by_person" }
  /** It may still come. `inConfirmation`: the gateway calls it more than pending, or a part has come. */
  | { kind: "wait"; inConfirmation: boolean }
  /** The gateway says that it is over without money. */
  | { kind: "release"; status: ReleasedStatus | "refunded" }

const hold = (problem: Problem, amount: Money | null): Verdict => ({ kind: "hold", problem, amount })
const WAIT: Verdict = { kind: "wait", inConfirmation: false }

/** Kinds of problem that are about all of an attempt's money: who resolves one has dealt with the money. */
const ABOUT_ALL: ReadonlySet<string> = new Set<Problem>([
  "orphan",
  "paid_twice",
  "paid_late",
  "no_order",
  "test_payment",
  "amount_mismatch",
  "currency_mismatch",
  "reference_mismatch",
])

/**
 * Judges one attempt. Money is captured at most once for a cart, never more than asked, never when less arrived, and
 * never for another payment, currency, account or a test; whatever else is money waits for a person.
 */
export function judge(money: OrderMoney, attempt: AttemptFacts): Verdict {
  const payment = money.payments.find(({ sessionId }) => sessionId === attempt.sessionId)
  if (payment && payment.captures.length > 0) return { kind: "captured", payment }
  const stray = strayObservation(attempt)
  if (stray?.status === "paid") return byPerson(attempt, hold("reference_mismatch", null))
  const observed = ownObservation(attempt)
  return observed ? byPerson(attempt, ofObservation(money, attempt, observed)) : WAIT
}

/** What the gateway's own word means, after the engine's integrity check: for all gateways, on every answer. */
function ofObservation(money: OrderMoney, attempt: AttemptFacts, observed: KeptObservation): Verdict {
  const isPaid = observed.status === "paid"
  const amounts = observedAmounts(observed, attempt.asked)
  const mismatch = mismatchOf(attempt, observed)
  if (mismatch) return isPaid ? hold(mismatch, amounts?.received ?? null) : WAIT
  if (!amounts) return isPaid ? hold("amount_mismatch", null) : WAIT
  if (isPaid) return ofPaid(money, attempt, observed, amounts)
  const part = amounts.received?.isPositive ? amounts.received : null
  if (isReleased(observed.status)) {
    return part ? hold("canceled_after_part", part) : { kind: "release", status: observed.status }
  }
  if (observed.status === "refunded") return { kind: "release", status: "refunded" }
  return { kind: "wait", inConfirmation: part !== null || hasReached(observed.status, "processing") }
}

/** Whether it is this payment at all, of this account, in this currency. */
function mismatchOf(
  { gatewayId, asked, policy }: AttemptFacts,
  observed: KeptObservation,
): Problem | undefined {
  const isOther = gatewayId !== null && observed.gatewayId !== null && observed.gatewayId !== gatewayId
  const isElsewhere = policy !== null && observed.account !== null && observed.account !== policy.account
  if (isOther || isElsewhere) return "reference_mismatch"
  return observed.currency !== null && observed.currency !== asked.currency ? "currency_mismatch" : undefined
}

function ofPaid(
  money: OrderMoney,
  attempt: AttemptFacts,
  { test }: KeptObservation,
  amounts: ObservedAmounts,
): Verdict {
  const { asked } = attempt
  const received = amounts.received ?? amounts.asked ?? asked
  if (test && !attempt.policy?.acceptsTestPayments) return hold("test_payment", received)
  if (amounts.asked?.lessThan(asked)) return hold("amount_mismatch", amounts.asked)
  if (received.lessThan(asked)) return hold("underpaid", received)
  if (isCoveredByAnother(money, attempt)) return hold("paid_twice", received)
  if (!isAskedFor(money, attempt)) return hold("orphan", received)
  if (money.order?.isCanceled) return hold("paid_late", received)
  const excess = received.minus(asked)
  return { kind: "capture", excess: excess.isPositive ? excess : null }
}

/**
 * Whether other money in hand pays for the same: another payment of the same collection, or payments that make up the
 * whole order. Money that went back covers nothing.
 */
export function isCoveredByAnother(
  money: OrderMoney,
  { sessionId, collectionId, asked }: AttemptFacts,
): boolean {
  const others = money.payments
    .filter((payment) => payment.sessionId !== sessionId && payment.currency === asked.currency)
    .map((payment) => ({ payment, rest: inHand(payment, money.attempts) }))
    .filter(({ rest }) => rest.isPositive)
  if (others.some(({ payment }) => payment.collectionId === collectionId)) return true
  const total = money.order?.total
  if (!total?.isPositive || total.currency !== asked.currency || others.length === 0) return false
  const sum = sumOf(
    others.map(({ rest }) => rest),
    asked.currency,
  )
  return !sum.lessThan(total)
}

/** Whether the cart, or the order made of it, still asks for this payment: the session is there, and asks this sum. */
function isAskedFor(money: OrderMoney, attempt: AttemptFacts): boolean {
  const session = money.sessions.find(({ id }) => id === attempt.sessionId)
  const isOpen =
    session !== undefined && attempt.supersededAt === null && session.amount.equals(attempt.asked)
  return isOpen && !costsAnotherSum(money, attempt)
}

/**
 * Whether the cart, or the order made of it, costs another sum or counts in another currency than the payment asks for.
 * Medusa writes a changed cart first and drops its payment sessions after, and completing a cart does not compare the
 * two. An order counts as it was placed and as it is now: merchants may edit it later.
 */
export function costsAnotherSum({ cart, order }: OrderMoney, { collectionId, asked }: AttemptFacts): boolean {
  // A payment of an order's later edit has no cart; the merchant says what it is about.
  if (!cart || cart.collectionId !== collectionId) return false
  if (!order) return cart.currency !== asked.currency || (cart.total !== null && !cart.total.equals(asked))
  const totals = [order.total, order.placedTotal].filter((total) => total !== null)
  return totals.length > 0 && !totals.some((total) => total.equals(asked))
}

/** What a person has said is done is not done again, and not undone. */
function byPerson(attempt: AttemptFacts, verdict: Verdict): Verdict {
  if (verdict.kind !== "hold" && verdict.kind !== "capture") return verdict
  const { words, asked } = attempt
  const about = words.filter(({ kind, gatewayId }) => ABOUT_ALL.has(kind) && gatewayId === null)
  const amount = verdict.kind === "hold" ? verdict.amount : asked
  const isDealtWith = about.some(
    (word) =>
      word.action === "resolved" && (word.amount === null || amount === null || covers(word.amount, amount)),
  )
  if (isDealtWith) return { kind: "settled_by_person" }
  const returned = returnedOf(words, asked.currency)
  if (!returned.isPositive || amount === null) {
    return returned.isPositive ? { kind: "settled_by_person" } : verdict
  }
  const rest = amount.minus(returned)
  if (!rest.isPositive) return { kind: "settled_by_person" }
  // A part of it went back, so what is left is less than was asked.
  return verdict.kind === "hold" ? hold(verdict.problem, rest) : hold("underpaid", rest)
}

const covers = (text: string, amount: Money) => !Money.rounded(text, amount.currency).lessThan(amount)
