import type { PaymentStatus } from "../payment-status"
import type { Problem } from "../problems"
import { excessOf } from "./amounts"
import type { AttemptFacts, OrderMoney } from "./facts"
import type { Verdict } from "./verdict"
import { ownObservation } from "./observations"
import { isDenied, isMissing, isOpenEnded, watchedUntil } from "./watch"

/**
 * How far an attempt has come, and what its money waits for. Only an answer lets a payment expire, and only one that the
 * gateway calls no more than pending.
 */
export function statusOf(
  money: OrderMoney,
  attempt: AttemptFacts,
  verdict: Verdict,
  now: number,
): { status: PaymentStatus; heldFor: Problem | null } {
  const observed = ownObservation(attempt)
  switch (verdict.kind) {
    case "captured": {
      const isRefunded = observed?.status === "refunded"
      return {
        status: isRefunded ? "refunded" : "paid",
        heldFor: isRefunded ? "refunded_at_gateway" : excessOf(attempt, observed) ? "overpaid" : null,
      }
    }
    case "capture":
      return { status: "paid", heldFor: verdict.excess ? "overpaid" : null }
    case "hold":
      return { status: statusOfHeld(verdict.problem), heldFor: verdict.problem }
    case "settled_by_person":
      return { status: observed?.status ?? attempt.status, heldFor: attempt.heldFor }
    case "release":
      return { status: verdict.status, heldFor: null }
    case "wait": {
      const isInDoubt = isOpenEnded(money, attempt) || isDenied(attempt) || isMissing(attempt)
      const hasExpired = !verdict.inConfirmation && !isInDoubt && now >= watchedUntil(money, attempt)
      return { status: hasExpired ? "expired" : (observed?.status ?? attempt.status), heldFor: null }
    }
  }
}

/** How far a payment has come whose money waits for a person. */
function statusOfHeld(problem: Problem): PaymentStatus {
  switch (problem) {
    case "underpaid":
      return "underpaid"
    case "canceled_after_part":
      return "canceled"
    case "orphan":
    case "paid_twice":
    case "paid_late":
      return "paid"
    default:
      return "processing"
  }
}
