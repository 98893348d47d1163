import { Money } from "../money"
import type { Problem } from "../problems"
import { returnedOf } from "./amounts"
import type { AttemptFacts, PersonsWord } from "./facts"
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
])

/** Kinds of problem about money of which nobody knew whether it came. */
const IN_DOUBT: ReadonlySet<string> = new Set<Problem>(["unconfirmed", "claim_denied"])

/** What a person has said is done is not done again, and not undone. Money of which persons did not know is told again. */
export function byPersons({ words, asked }: AttemptFacts, verdict: Verdict): Verdict {
  if (words.length === 0 || (verdict.kind !== "hold" && verdict.kind !== "capture")) return verdict
  const own = words.filter(isAboutOwn)
  const amount = verdict.kind === "hold" ? verdict.amount : asked
  const settling = own.find((word) => settles(word, amount))
  if (settling) return { kind: "settled_by_person", wentBack: settling.action === "returned" }
  const returned = returnedOf(own, asked.currency)
  if (returned.isPositive && amount) {
    const rest = amount.minus(returned)
    if (!rest.isPositive) return { kind: "settled_by_person", wentBack: true }
    // A part of it went back, so what is left is less than was asked.
    return hold(verdict.kind === "hold" ? verdict.problem : "underpaid", rest)
  }
  // They looked for it, did not find it, and may have helped the shopper in another way.
  const wasInDoubt = own.some(({ kind }) => IN_DOUBT.has(kind))
  return verdict.kind === "capture" && wasInDoubt ? hold("orphan", asked) : verdict
}

/**
 * Whether a person has dealt with a problem, so that it is not told again. What went back is taken off the sums
 * already, so only what is settled in another way counts here; of money in doubt there is no sum to take it off.
 */
export function isDealtWith(
  { words, asked }: AttemptFacts,
  { kind, refundId, gatewayId, amount }: Subject & { amount: Money | null },
): boolean {
  return words.some((word) => {
    const isSame = word.kind === kind && word.refundId === refundId && word.gatewayId === gatewayId
    const counts = word.action === "resolved" || word.amount === null || IN_DOUBT.has(kind)
    return isSame && counts && covers(word.amount, amount, asked.currency)
  })
}

type Subject = Pick<PersonsWord, "kind" | "refundId" | "gatewayId">

/** A word without a sum is about whatever came. */
const covers = (said: string | null, amount: Money | null, currency: string): boolean =>
  said === null || amount === null || !Money.rounded(said, currency).lessThan(amount)

/** Words about the attempt's own money, of which nothing is captured. */
const isAboutOwn = ({ kind, refundId, gatewayId }: PersonsWord) =>
  kind !== "overpaid" && refundId === null && gatewayId === null

/** Whether it deals with all of the sum. */
function settles({ action, kind, amount }: PersonsWord, sum: Money | null): boolean {
  if (action === "returned") return amount === null || sum === null
  return ABOUT_ALL.has(kind) && covers(amount, sum, sum?.currency ?? "")
}
