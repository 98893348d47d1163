import { SECOND } from "../pace"
import type { PaymentStatus } from "../payment/payment-status"
import type { Problem } from "../problem/problems"
import type { AttemptFacts, OrderMoney } from "./facts/facts"
import { judge } from "./judge"
import { nextLook } from "./next-look"
import { ownObservation } from "./facts/observations"
import { problemOf, problemsOf, STUCK_AFTER, type PlannedProblem } from "./planned-problems"
import { statusOf } from "./status"
import { nextStep, type Step } from "./step"
import type { Verdict } from "./verdict"
import { isDenied, isOrderDeleted, isUnfinished } from "./watch"

/** What a settlement has decided about the payment that it was started for. */
export type Decision = "capture" | "authorize" | "void" | "wait" | "hold" | "release" | "nothing"

/** One run of settlement. */
export interface Run {
  now: number
  /** When the run began: an order is canceled only on answers from then on. */
  since: number
  /** Steps that failed in this run, by {@link stepKey}: the next look tries them again. */
  failed: ReadonlySet<string>
}

/** What ought to become of one attempt. */
export interface AttemptPlan {
  verdict: Verdict
  /** How far the attempt has come; the ledger only ever moves it forward. */
  status: PaymentStatus
  /** Why its money waits for a person, if it does. */
  heldFor: Problem | null
  /** The gateway's number of the payment that is this attempt's own from now on; null while another may become it. */
  gatewayId: string | null
  /** When to look again, in milliseconds since 1970; null when nothing more is to be expected. */
  nextLook: number | null
  /** The money is captured and in its order: from now on the sweep looks at Medusa's records only. */
  isSettled: boolean
  /** A genuine notification says "paid", and the gateway's API does not show it. */
  isDenied: boolean
}

export interface Plan {
  /** One step; settlement does it, then reads everything and plans again. */
  step: Step
  /** The whole set of problems that ought to be open for this order's money. */
  problems: PlannedProblem[]
  /** By attempt id. */
  attempts: ReadonlyMap<string, AttemptPlan>
}

/**
 * What ought to be true of one order's money, and the next step towards it. Pure: the same facts give the same plan,
 * whatever started the settlement. ARCHITECTURE.md names the rules that it keeps, and where.
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
      // What was settled once stays so when a later step fails: the next look tries that step again.
      isSettled: (isAtRest || attempt.settledAt !== null) && isSettled(money, attempt, verdict),
      isDenied: verdict.kind !== "captured" && isDenied(attempt),
    }
    return [attempt.id, planned]
  })
  return { step, problems, attempts: new Map(attempts) }
}

const BY_ITSELF_SOUND: ReadonlySet<Problem> = new Set(["paid_twice", "orphan", "paid_late"])

/**
 * Whether the payment is the attempt's own for good, of all that its link may make: it is taken, may be taken, or might
 * be if the cart asked for it. A payment with a fault of its own makes room for a better one.
 */
const isBound = (verdict: Verdict): boolean =>
  verdict.kind === "capture" ||
  verdict.kind === "captured" ||
  verdict.kind === "authorize" ||
  verdict.kind === "authorized" ||
  (verdict.kind === "hold" && BY_ITSELF_SOUND.has(verdict.problem))

/**
 * The money is captured, and its order was complete once (or somebody has deleted it). Goods that are not reserved
 * later are the merchant's doing.
 */
function isSettled(money: OrderMoney, attempt: AttemptFacts, verdict: Verdict): boolean {
  const { order } = money
  if (verdict.kind !== "captured") return false
  return order ? !isUnfinished(order, attempt) : isOrderDeleted(money, attempt)
}

/** What ought to become of an attempt when what is on record of its order's money cannot be read. */
export interface UnreadablePlan {
  problems: PlannedProblem[]
  /** In milliseconds since 1970. */
  nextLook: number
}

/**
 * Whether an error says that a record cannot be read, such as a currency that is none. It comes again at every look
 * until somebody corrects the record; any other error (of the database, of the network) passes.
 */
export const isUnreadable = (error: unknown): boolean =>
  error instanceof RangeError || error instanceof TypeError || error instanceof SyntaxError

/** Nothing is decided about the money: the looks become rarer, and in the end a problem says so. */
export function planOfUnreadable(
  attempt: Pick<AttemptFacts, "id" | "createdAt">,
  now: number,
): UnreadablePlan {
  const ageMs = now - attempt.createdAt
  return {
    problems: ageMs >= STUCK_AFTER ? [problemOf(attempt, "unreadable", null)] : [],
    nextLook: now + Math.min(STUCK_AFTER, Math.max(30 * SECOND, Math.round(ageMs / 10))),
  }
}
