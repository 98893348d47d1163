import { Money } from "../../money"
import type { Problem } from "../../problem/problems"
import { amountOf, observedAmounts } from "./amounts"
import type { AttemptFacts, PaymentFacts, Resolution } from "./facts"
import { ownObservation } from "./observations"
import { recordedSince } from "./refunds"
import { hold, type Verdict } from "../verdict"

/** Kinds of problem about all of a payment's money: whoever resolves one has dealt with the money. */
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

/** Kinds of problem about money that may or may not have come. */
const IN_DOUBT: ReadonlySet<string> = new Set<Problem>([
  "unconfirmed",
  "claim_denied",
  "entry_missing",
  "unreadable",
])

/**
 * Whether a person has resolved, other than by returning money, what keeps this order open: its money in doubt or in
 * hand, or that Medusa does not cancel it. Such an order is kept, whatever the gateway says afterwards.
 */
export const keepsOrder = ({ resolutions }: AttemptFacts): boolean =>
  resolutions.some(
    ({ action, kind }) =>
      kind === "order_not_canceled" || (action === "resolved" && (ABOUT_ALL.has(kind) || IN_DOUBT.has(kind))),
  )

/** A person has resolved that the payment has no order: none is made of it any more. */
export const wantsNoOrder = ({ resolutions }: AttemptFacts): boolean =>
  resolutions.some(({ kind }) => kind === "no_order")

/**
 * Whether a person has returned money that may or may not have come. The gateway's answer may stay what it was; a sum
 * that it shows now is counted as any other.
 */
export function wentBackInDoubt(attempt: AttemptFacts): boolean {
  const observed = ownObservation(attempt)
  const shown = observed && observedAmounts(observed, attempt.asked)?.received
  if (shown?.isPositive) return false
  return ofOwnPayment(attempt).some(
    (one) => one.action === "returned" && IN_DOUBT.has(one.kind) && isAbout(one, null),
  )
}

/** What people's resolutions have left of money that is not captured. */
export type Left =
  | { kind: "all" }
  | { kind: "rest"; amount: Money }
  /** `wentBack`: all of it was returned; otherwise it is settled in another way. */
  | { kind: "nothing"; wentBack: boolean }

/**
 * What people's resolutions have left of one of the gateway's payments.
 *
 * @param gatewayId the payment's number, where it is not the attempt's own
 * @param problem what the payment waits for; null when it could be captured
 * @param amount what came; null where nobody knows
 */
export function leftOf(
  resolutions: readonly Resolution[],
  gatewayId: string | null,
  problem: Problem | null,
  amount: Money | null,
): Left {
  const about = resolutions.filter((one) => isAbout(one, gatewayId))
  const returned = about.filter(({ action }) => action === "returned")
  // A return without a sum is about all that came, and so is any return where nobody knows what came.
  const isAllBack = returned.some((one) => one.amount === null || amount === null)
  const back = amount && amountOf(returned, amount.currency)
  const rest = amount && back ? amount.minus(back) : null
  if (isAllBack || (rest && !rest.isPositive)) return { kind: "nothing", wentBack: true }
  if (about.some((one) => settles(one, problem, rest))) return { kind: "nothing", wentBack: false }
  return rest && back?.isPositive ? { kind: "rest", amount: rest } : { kind: "all" }
}

const isAbout = ({ kind, refundId, gatewayId: said }: Resolution, gatewayId: string | null) =>
  kind !== "overpaid" && refundId === null && said === gatewayId

/** Whether a resolution settles the money in another way; one without a sum settles a problem of its own kind only. */
function settles({ action, kind, amount }: Resolution, problem: Problem | null, rest: Money | null): boolean {
  if (action !== "resolved" || !ABOUT_ALL.has(kind)) return false
  if (isFromBefore({ kind, amount }, rest)) return false
  return amount === null || rest === null ? kind === problem : covers(amount, rest)
}

/** The entry was missing and no money had been seen: such a resolution says nothing about money that came since. */
const isFromBefore = ({ kind, amount: said }: Pick<Resolution, "kind" | "amount">, amount: Money | null) =>
  kind === "entry_missing" && said === null && amount !== null

const covers = (said: string, amount: Money): boolean =>
  !Money.rounded(said, amount.currency).lessThan(amount)

/**
 * A verdict with what people have resolved: what they have done is not done again, and not undone. Money that they did
 * not know of waits for a person again.
 */
export function applyResolutions(attempt: AttemptFacts, verdict: Verdict): Verdict {
  if (attempt.resolutions.length === 0) return verdict
  if (verdict.kind !== "hold" && verdict.kind !== "capture") return verdict
  const held = verdict.kind === "hold" ? verdict : null
  const gatewayId = held?.gatewayId ?? null
  const resolutions = gatewayId === null ? ofOwnPayment(attempt) : attempt.resolutions
  const came = held ? held.amount : cameFor(attempt, verdict)
  const left = leftOf(resolutions, gatewayId, held?.problem ?? null, came)
  if (left.kind === "nothing") return { kind: "settled_by_person", wentBack: left.wentBack }
  // A part went back, so what is left is less than was asked.
  if (left.kind === "rest") return hold(held?.problem ?? "underpaid", left.amount, gatewayId)
  // People looked for the money, did not find it, and may have helped the shopper in another way.
  const wasInDoubt = resolutions.some((one) => IN_DOUBT.has(one.kind) && isAbout(one, null))
  return !held && wasInDoubt ? hold("orphan", attempt.asked) : verdict
}

/** What has come of a payment that could be captured, with its excess. */
const cameFor = ({ asked }: AttemptFacts, verdict: Verdict): Money =>
  verdict.kind === "capture" && verdict.excess ? asked.plus(verdict.excess) : asked

/** What is left of a part that came while more is awaited; null when all of the part went back. */
export function partLeft(attempt: AttemptFacts, part: Money): Money | null {
  const left = leftOf(ofOwnPayment(attempt), null, "underpaid", part)
  if (left.kind === "rest") return left.amount
  return left.kind === "nothing" && left.wentBack ? null : part
}

/** The resolutions; one that names the attempt's own payment by its number is about the own payment. */
function ofOwnPayment(attempt: AttemptFacts): Resolution[] {
  const own = ownObservation(attempt)?.gatewayId ?? null
  return attempt.resolutions.map((one) => (one.gatewayId === own ? { ...one, gatewayId: null } : one))
}

/**
 * Whether a person has resolved a problem, so that it does not open again unless its sum is larger by now. The sums leave
 * out what was returned already; only money in doubt has no sum that could leave it out.
 *
 * @param payment Medusa's, where there is one
 */
export function isDealtWith(
  attempt: AttemptFacts,
  {
    kind,
    refundId,
    gatewayId,
    amount,
  }: Pick<Resolution, "kind" | "refundId" | "gatewayId"> & { amount: Money | null },
  payment?: PaymentFacts,
): boolean {
  return attempt.resolutions.some((one) => {
    const isSame = one.kind === kind && one.refundId === refundId && one.gatewayId === gatewayId
    const counts = one.action === "resolved" || one.amount === null || IN_DOUBT.has(kind)
    if (!isSame || !counts || isFromBefore(one, amount)) return false
    if (one.amount === null || amount === null) return true
    // What was resolved and has been recorded as a refund since is no part of what the gateway shows beyond the records.
    const since =
      kind === "refunded_at_gateway" && payment ? recordedSince(attempt, payment, one.at ?? Infinity) : null
    return covers(one.amount, since ? amount.plus(since) : amount)
  })
}
