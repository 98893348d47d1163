import { hasReached, type PaymentStatus } from "../payment/payment-status"
import type { Problem } from "../problem/problems"
import type { AttemptFacts, OrderMoney } from "./facts/facts"
import { observationOfCaptured, ownObservation } from "./facts/observations"
import type { PlannedProblem } from "./planned-problems"
import type { Verdict } from "./verdict"
import { isDenied, isContradicted, isOpenEnded, isPartClaimed, isUnattended, watchedUntil } from "./watch"

/**
 * How far an attempt has come, and why its money waits for a person. A payment expires only when the gateway has
 * answered and calls it no more than pending.
 *
 * @param problems the problems of this attempt
 */
export function statusOf(
  money: OrderMoney,
  attempt: AttemptFacts,
  verdict: Verdict,
  problems: readonly PlannedProblem[],
  now: number,
): { status: PaymentStatus; heldFor: Problem | null } {
  const observed = ownObservation(attempt)
  switch (verdict.kind) {
    case "captured":
      return { status: wentBack(attempt) ? "refunded" : "paid", heldFor: heldOf(problems) }
    case "authorize":
    case "authorized":
    case "void":
      return { status: "authorized", heldFor: null }
    case "capture":
      return { status: "paid", heldFor: verdict.excess ? "overpaid" : null }
    case "hold":
      return { status: statusOfHeld(verdict.problem), heldFor: verdict.problem }
    case "settled_by_person":
      return { status: observed?.status ?? attempt.status, heldFor: attempt.heldFor }
    case "release":
      return { status: verdict.status, heldFor: null }
    case "wait": {
      const isInDoubt =
        isUnattended(attempt) ||
        isOpenEnded(money, attempt) ||
        isDenied(attempt) ||
        isPartClaimed(attempt) ||
        isContradicted(attempt)
      const isPending = !verdict.inConfirmation && !(observed && hasReached(observed.status, "processing"))
      const hasExpired = isPending && !isInDoubt && now >= watchedUntil(money, attempt)
      const isMismatch = problems.some(({ kind }) => kind === "reference_mismatch")
      return {
        status: hasExpired ? "expired" : (observed?.status ?? attempt.status),
        heldFor: isMismatch ? "reference_mismatch" : null,
      }
    }
  }
}

/** The gateway calls it refunded. What it has revoked may be paid again, and statuses never go back. */
const wentBack = (attempt: AttemptFacts) => observationOfCaptured(attempt)?.status === "refunded"

/** Of captured money only an excess, a second payment, or what went back at the gateway waits for a person. */
const heldOf = (problems: readonly PlannedProblem[]): Problem | null =>
  problems.find(({ kind }) => kind === "refunded_at_gateway" || kind === "paid_twice" || kind === "overpaid")
    ?.kind ?? null

/** The status of a payment whose money waits for a person. */
function statusOfHeld(problem: Problem): PaymentStatus {
  switch (problem) {
    case "underpaid":
      return "underpaid"
    case "canceled_after_part":
      return "canceled"
    case "orphan":
    case "paid_twice":
    case "paid_late":
    case "entry_missing":
      return "paid"
    default:
      return "processing"
  }
}
