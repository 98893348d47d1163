import type { PaymentStatus } from "../payment-status"
import type { Problem } from "../problems"
import type { AttemptFacts, OrderMoney } from "./facts"
import { judge } from "./judge"
import type { Verdict } from "./verdict"
import { nextLook } from "./next-look"
import { ownObservation } from "./observations"
import { problemsOf, type PlannedProblem } from "./planned-problems"
import { statusOf } from "./status"
import { nextStep, type Step } from "./step"
import { isDenied, isOrderDeleted, isUnfinished } from "./watch"

/** What a settlement made of the payment that it was started for, in one word. */
export type Decision = "capture" | "authorize" | "void" | "wait" | "hold" | "release" | "nothing"

/** What is known of this run of the road; everything else is in the facts. */
export interface Run {
  now: number
  /** When this run began: only answers from then on are fresh enough to cancel an order by. */
  since: number
  /** Steps that failed in this run, by {@link stepKey}: they are not tried again before the next look. */
  failed: ReadonlySet<string>
}

/** What ought to become of one attempt. */
export interface AttemptPlan {
  verdict: Verdict
  /** How far it has come; the ledger only ever moves it forward. */
  status: PaymentStatus
  /** Why its money waits for a person, if it does. */
  heldFor: Problem | null
  /** The gateway's number of the payment that stays this attempt's own from now on; null while any may become it. */
  gatewayId: string | null
  /** When to look again, in milliseconds since 1970; null when nothing more is to be expected. */
  nextLook: number | null
  /** Captured, in its order and in its account: only Medusa's records are looked at from now on. */
  isSettled: boolean
  /** A genuine notification says "paid", and the gateway's own answer does not show it. */
  isDenied: boolean
}

export interface Plan {
  /** At most one; the road does it, looks again and plans again. */
  step: Step
  /** The whole set of problems that ought to be open for this order's money. */
  problems: PlannedProblem[]
  /** By attempt id. */
  attempts: ReadonlyMap<string, AttemptPlan>
}

/**
 * What ought to be true of one order's money, and the next step towards it. Pure: the same facts give the same plan,
 * whatever started the settlement and however often it was started before.
 *
 * The rules that it keeps, and where: captured once, never more, less or of another kind — `judge`; no living order is
 * canceled — `cancellation` in `cancel-unpaid.ts`; nothing that is more than pending expires — `statusOf`, `problemsOf`;
 * an error is no answer — `isUnanswered`; a signed "paid" that is denied — `isDenied`; what a person has said — `judge`
 * and `inHand`; money in hand of a canceled order, or of none — `problemsOf`; a compensation is no refund — the
 * provider's `refundPayment`.
 */
export function plan(money: OrderMoney, run: Run): Plan {
  const judged = money.attempts.map((attempt) => ({ attempt, verdict: judge(money, attempt) }))
  const step = nextStep(money, judged, run)
  const problems = problemsOf(money, judged, run.now)
  const isAtRest = step.kind === "none" && run.failed.size === 0
  const attempts = judged.map(({ attempt, verdict }): [string, AttemptPlan] => {
    const own = problems.filter((problem) => problem.attemptId === attempt.id)
    const planned: AttemptPlan = {
      verdict,
      ...statusOf(money, attempt, verdict, own, run.now),
      gatewayId: isBound(verdict) ? (ownObservation(attempt)?.gatewayId ?? null) : null,
      nextLook: nextLook(money, attempt, verdict, run),
      isSettled: isAtRest && isSettled(money, attempt, verdict),
      isDenied: verdict.kind !== "captured" && isDenied(attempt),
    }
    return [attempt.id, planned]
  })
  return { step, problems, attempts: new Map(attempts) }
}

const BY_ITSELF_SOUND: ReadonlySet<Problem> = new Set(["paid_twice", "orphan", "paid_late"])

/**
 * Of the payments that a link has made, the one that is captured stays the attempt's own, and the one that would be but
 * for the cart. One with a fault of its own makes room for a better one.
 */
const isBound = (verdict: Verdict): boolean =>
  verdict.kind === "capture" ||
  verdict.kind === "captured" ||
  verdict.kind === "authorize" ||
  verdict.kind === "authorized" ||
  (verdict.kind === "hold" && BY_ITSELF_SOUND.has(verdict.problem))

/**
 * Captured, in an order that was whole once: goods that are not reserved later on are the merchant's doing. What else is
 * to be done about the money does not hang on another look at the gateway.
 */
function isSettled(money: OrderMoney, attempt: AttemptFacts, verdict: Verdict): boolean {
  const { order } = money
  if (verdict.kind !== "captured") return false
  return order ? !isUnfinished(order, attempt) : isOrderDeleted(money, attempt)
}
