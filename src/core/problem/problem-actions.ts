import type { Problem } from "./problems"

/** What a person can do about a problem. */
export type ProblemAction = "check" | "place_order" | "refunded" | "resolve"

/** What decides about the actions of a problem. */
export interface ProblemFacts {
  kind: string
  state: "open" | "resolved"
  /** Whether the gateway can be asked: it is configured, and the ledger knows the payment or payout. */
  canBeAsked: boolean
  /** Whether the cart is unchanged since it was paid, and no order yet. */
  cartIsPlaceable: boolean
}

/** Kinds whose money came, or may have come, and can be returned to the shopper. */
export const RETURNABLE: ReadonlySet<string> = new Set<Problem>([
  "underpaid",
  "overpaid",
  "paid_twice",
  "orphan",
  "paid_late",
  "unknown_payment",
  "canceled_after_part",
  "amount_mismatch",
  "currency_mismatch",
  "no_order",
  "refund_owed",
  "unconfirmed",
  "claim_denied",
  "entry_missing",
  "unreadable",
])

/**
 * What can be done about a problem now, the preferred action first; nothing about a resolved problem.
 *
 * An order is placed only for captured money, by Medusa, from the cart as it was paid. Money that is not captured
 * (`orphan`, `paid_late`, `paid_twice`) has no session for which Medusa could capture it: a person places an order by
 * hand, or returns the money.
 */
export function problemActions({ kind, state, canBeAsked, cartIsPlaceable }: ProblemFacts): ProblemAction[] {
  if (state === "resolved") return []
  return [
    ...(kind === "no_order" && canBeAsked && cartIsPlaceable ? (["place_order"] as const) : []),
    ...(canBeAsked ? (["check"] as const) : []),
    ...(RETURNABLE.has(kind) ? (["refunded"] as const) : []),
    "resolve",
  ]
}
