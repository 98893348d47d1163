import { Money } from "../money"
import type { Problem } from "../problems"
import { amountOf, observedAmounts } from "./amounts"
import type { AttemptFacts, PaymentFacts, PersonsWord } from "./facts"
import { ownObservation } from "./observations"
import { recordedSince } from "./refunds"
import { hold, type Verdict } from "./verdict"

/** Kinds of problem that are about all of a payment's money: who resolves one has dealt with the money. */
const ABOUT_ALL: ReadonlySet<string> = new Set<Problem>([
  "orphan",
  "paid_twice",
  "paid_late",
  "no_order",
  "test_payment",
  "amount_mismatch",
  "currency_mismatch",
  "reference_mismatch",
  "underpaid",
  "canceled_after_part",
  "entry_missing",
])

/** Kinds of problem about money of which nobody knew whether it came. */
const IN_DOUBT: ReadonlySet<string> = new Set<Problem>([
  "unconfirmed",
  "claim_denied",
  "entry_missing",
  "unreadable",
])

/**
 * Whether a person has settled in another way what this order waits for: its money in doubt or in hand, or that Medusa
 * does not cancel it. Such an order is kept, whatever the gateway says afterwards.
 */
export const keepsOrder = ({ words }: AttemptFacts): boolean =>
  words.some(
    ({ action, kind }) =>
      kind === "order_not_canceled" || (action === "resolved" && (ABOUT_ALL.has(kind) || IN_DOUBT.has(kind))),
  )

/** A person has said that no order is to be made of it. */
export const wantsNoOrder = ({ words }: AttemptFacts): boolean =>
  words.some(({ kind }) => kind === "no_order")

/**
 * Whether a person has returned money of which nobody knew whether it came: the gateway's word for it may stay what it
 * was. A sum that it shows by now is counted as any other.
 */
export function wentBackInDoubt(attempt: AttemptFacts): boolean {
  const observed = ownObservation(attempt)
  const shown = observed && observedAmounts(observed, attempt.asked)?.received
  if (shown?.isPositive) return false
  return wordsOfOwn(attempt).some(
    (word) => word.action === "returned" && IN_DOUBT.has(word.kind) && isAbout(word, null),
  )
}

/** What persons have left of money that is not captured. */
export type Left =
  | { kind: "all" }
  | { kind: "rest"; amount: Money }
  /** `wentBack`: since it was returned, and not settled in another way. */
  | { kind: "nothing"; wentBack: boolean }

/**
 * What is left of one of the gateway's payments, by what persons have said about it.
 *
 * @param gatewayId its number, where it is not the attempt's own
 * @param problem what it waits for; null when it could be captured
 * @param amount what came; null where nobody knows
 */
export function leftOf(
  words: readonly PersonsWord[],
  gatewayId: string | null,
  problem: Problem | null,
  amount: Money | null,
): Left {
  const about = words.filter((word) => isAbout(word, gatewayId))
  const returned = about.filter(({ action }) => action === "returned")
  // A word without a sum is about whatever came; and a sum that nobody knows is all that there was.
  const isAllBack = returned.some((word) => word.amount === null || amount === null)
  const back = amount && amountOf(returned, amount.currency)
  const rest = amount && back ? amount.minus(back) : null
  if (isAllBack || (rest && !rest.isPositive)) return { kind: "nothing", wentBack: true }
  if (about.some((word) => settles(word, problem, rest))) return { kind: "nothing", wentBack: false }
  return rest && back?.isPositive ? { kind: "rest", amount: rest } : { kind: "all" }
}

const isAbout = ({ kind, refundId, gatewayId: said }: PersonsWord, gatewayId: string | null) =>
  kind !== "overpaid" && refundId === null && said === gatewayId

/** Whether it is settled in another way. One without a sum settles its own kind alone: the sum was not known then. */
function settles(
  { action, kind, amount }: PersonsWord,
  problem: Problem | null,
  rest: Money | null,
): boolean {
  if (action !== "resolved" || !ABOUT_ALL.has(kind)) return false
  if (saysNothingOf({ kind, amount }, rest)) return false
  return amount === null || rest === null ? kind === problem : covers(amount, rest)
}

/** Of an entry that was missing when no money had been seen nobody has said anything about the money that came since. */
const saysNothingOf = (
  { kind, amount: said }: { kind: string; amount: string | null },
  amount: Money | null,
) => kind === "entry_missing" && said === null && amount !== null

const covers = (said: string, amount: Money): boolean =>
  !Money.rounded(said, amount.currency).lessThan(amount)

/** What a person has said is done is not done again, and not undone. Money of which persons did not know is told again. */
export function byPersons(attempt: AttemptFacts, verdict: Verdict): Verdict {
  if (attempt.words.length === 0 || (verdict.kind !== "hold" && verdict.kind !== "capture")) return verdict
  const held = verdict.kind === "hold" ? verdict : null
  const gatewayId = held?.gatewayId ?? null
  const words = gatewayId === null ? wordsOfOwn(attempt) : attempt.words
  const left = leftOf(words, gatewayId, held?.problem ?? null, held ? held.amount : cameFor(attempt, verdict))
  if (left.kind === "nothing") return { kind: "settled_by_person", wentBack: left.wentBack }
  // A part of it went back, so what is left is less than was asked.
  if (left.kind === "rest") return hold(held?.problem ?? "underpaid", left.amount, gatewayId)
  // They looked for it, did not find it, and may have helped the shopper in another way.
  const wasInDoubt = words.some((word) => IN_DOUBT.has(word.kind) && isAbout(word, null))
  return !held && wasInDoubt ? hold("orphan", attempt.asked) : verdict
}

/** What has come of a payment that could be captured, with what is too much of it. */
const cameFor = ({ asked }: AttemptFacts, verdict: Verdict): Money =>
  verdict.kind === "capture" && verdict.excess ? asked.plus(verdict.excess) : asked

/** What is left of a part that came while more is awaited; null when all of it went back. */
export function partLeft(attempt: AttemptFacts, part: Money): Money | null {
  const left = leftOf(wordsOfOwn(attempt), null, "underpaid", part)
  if (left.kind === "rest") return left.amount
  return left.kind === "nothing" && left.wentBack ? null : part
}

/** What was said of a payment by its number, before it was known to be the attempt's own, is about the own one. */
function wordsOfOwn(attempt: AttemptFacts): PersonsWord[] {
  const own = ownObservation(attempt)?.gatewayId ?? null
  return attempt.words.map((word) => (word.gatewayId === own ? { ...word, gatewayId: null } : word))
}

/**
 * Whether a person has settled a problem in another way, so that it is not told again, unless it is more by now. What
 * went back is taken off the sums already; of money in doubt there is no sum to take it off.
 *
 * @param payment Medusa's, where there is one
 */
export function isDealtWith(
  attempt: AttemptFacts,
  { kind, refundId, gatewayId, amount }: Subject & { amount: Money | null },
  payment?: PaymentFacts,
): boolean {
  return attempt.words.some((word) => {
    const isSame = word.kind === kind && word.refundId === refundId && word.gatewayId === gatewayId
    const counts = word.action === "resolved" || word.amount === null || IN_DOUBT.has(kind)
    if (!isSame || !counts || saysNothingOf(word, amount)) return false
    if (word.amount === null || amount === null) return true
    // What was settled, and has been recorded as a refund since, is not what the gateway shows beyond the records now.
    const since =
      kind === "refunded_at_gateway" && payment ? recordedSince(attempt, payment, word.at ?? Infinity) : null
    return covers(word.amount, since ? amount.plus(since) : amount)
  })
}

type Subject = Pick<PersonsWord, "kind" | "refundId" | "gatewayId">
