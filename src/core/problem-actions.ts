import type { Problem } from "./problems"

/** What a person can do about money that waits for one. */
export type ProblemAction = "check" | "place_order" | "refunded" | "resolve"

/** What {@link problemActions} must know of a problem. */
export interface ProblemFacts {
  kind: string
  state: "open" | "resolved"
  /** Whether the gateway can be asked about it: it is configured, and the ledger knows what to ask about. */
  canBeAsked: boolean
  /** Whether a cart stands there, unchanged since it was paid, that is no order yet. */
  cartIsPlaceable: boolean
}

/** Kinds whose money came, or may have, and is the shopper's again once a person has returned it. */
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
 * What can be done about a problem now, in the order of preference; nothing about a resolved one.
 *
 * An order is only ever placed of captured money, by Medusa, and of the cart as it was paid. Money that is not captured
 * (`orphan`, `paid_late`, `paid_twice`) has no session left that Medusa could capture it for, so no order can be made of
 * it here: a person places one by hand, or returns the money.
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
