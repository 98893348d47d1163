import { Money, type Decision } from "../../core"
import type { PaymentAttempt } from "../../modules/gateway-ledger"
import type { HeldMoney } from "../problems"
import { isPaidWithoutOrder, type MedusaFacts } from "./medusa-facts"

/**
 * What of the money waits for a person after this decision.
 * @param isOver nothing more is expected of the payment: a part of the money is not nothing, a person decides about it
 */
export function heldByDecision(decision: Decision, attempt: PaymentAttempt, isOver: boolean): HeldMoney[] {
  switch (decision.kind) {
    case "hold":
      return [{ kind: decision.problem, amount: decision.amount?.amount ?? null }]
    case "capture":
      return decision.excess ? [{ kind: "overpaid", amount: decision.excess.amount }] : []
    case "wait":
    case "release": {
      const part = partOf(attempt)
      return isOver && part ? [{ kind: "underpaid", amount: part }] : []
    }
    case "nothing":
      return []
  }
}

/** Money that came, if any of it did. */
export function partOf({ received, currency_code }: PaymentAttempt): string | null {
  return received !== null && Money.rounded(received, currency_code).isPositive ? received : null
}

/** What is captured, and has no order or one of another sum. */
export function heldWithOrder(facts: MedusaFacts): HeldMoney[] {
  const amount = facts.captured.amount
  if (isPaidWithoutOrder(facts)) return [{ kind: "no_order", amount }]
  const differs = facts.order === "open" && facts.captured.isPositive && facts.costsAnotherSum
  return differs ? [{ kind: "order_total_differs", amount }] : []
}
