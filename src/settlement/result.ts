import type { PaymentStatus } from "../core"
import type { Decision, Verdict } from "../core/settlement"
import type { PaymentAttempt } from "../modules/gateway-ledger"
import type { Current, Settlement } from "./settle"

/** Where the payment stands after a settlement. Amounts are decimal strings in major units. */
export interface SettlementResult {
  decision: Decision
  status: PaymentStatus
  received: string | null
  held_for: string | null
  payment_id: string | null
  order_id: string | null
  /** A genuine notification says "paid", and the gateway's API does not show it: it must be asked again. */
  denied: boolean
}

export function resultOf({ attempt, first }: Settlement, { gathered, planned }: Current): SettlementResult {
  const { money, rows } = gathered
  const row = rows.find(({ id }) => id === attempt.id) as PaymentAttempt
  const payment = money.payments.find(({ sessionId }) => sessionId === attempt.session_id)
  return {
    decision: decisionOf(first?.attempts.get(attempt.id)?.verdict),
    status: row.status,
    received: row.received,
    held_for: row.held_for,
    payment_id: payment?.id ?? null,
    order_id: money.order?.id ?? null,
    denied: planned.attempts.get(attempt.id)?.isDenied ?? false,
  }
}

function decisionOf(verdict: Verdict | undefined): Decision {
  switch (verdict?.kind) {
    case "capture":
    case "authorize":
    case "void":
    case "hold":
    case "wait":
    case "release":
      return verdict.kind
    case "captured":
    case "authorized":
    case "settled_by_person":
    case undefined:
      return "nothing"
  }
}
