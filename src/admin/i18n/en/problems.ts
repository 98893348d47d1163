import { PROBLEM_CATALOGUE, type Problem } from "../../../core/problem/problems"
import type { Catalogue } from "../catalogue"

const TITLES: Record<Problem, string> = {
  underpaid: "Paid too little",
  overpaid: "Paid too much",
  paid_twice: "Paid twice",
  orphan: "Money without a cart",
  paid_late: "Paid too late",
  unknown_payment: "Unknown payment",
  canceled_after_part: "Canceled after a part",
  amount_mismatch: "Other amount",
  currency_mismatch: "Other currency",
  reference_mismatch: "Other payment",
  test_payment: "Play money",
  refunded_at_gateway: "Refunded at the gateway",
  no_order: "Paid, but no order",
  order_total_differs: "Order costs another sum",
  unconfirmed: "No final word",
  claim_denied: "Paid by its notification only",
  order_unfinished: "Order not finished",
  order_not_canceled: "Unpaid order not canceled",
  entry_missing: "Entry not configured",
  refund_owed: "Money to return",
  unreadable: "Record cannot be read",
  hold_expiring: "Held money is about to go back",
  hold_expired: "Held money went back",
  operation_unclear: "No answer from the gateway",
  payout_unclear: "Payout without an answer",
  payout_waits: "Refund not sent yet",
}

/** English says what happened and what to do in the words of the catalogue, as docs/troubleshooting.md does. */
export const problems = Object.fromEntries(
  Object.entries(PROBLEM_CATALOGUE).map(([kind, { happened, todo }]) => [
    kind,
    { title: TITLES[kind as Problem], happened, todo },
  ]),
) as Catalogue["problem"]
