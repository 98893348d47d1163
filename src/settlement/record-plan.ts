import { advance } from "../core"
import type { Plan } from "../core/settlement"
import type { AttemptChange, JournalAuthor, PaymentAttempt } from "../modules/gateway-ledger"
import type { SettlementDependencies } from "./dependencies"
import { recordChange } from "./record"

/**
 * Writes down what was planned of each attempt: how far it has come, what its money waits for, and that it may be
 * captured, before Medusa hears of it. What is as it was costs no statement.
 */
export async function recordPlan(
  dependencies: Pick<SettlementDependencies, "ledger" | "events" | "now">,
  rows: readonly PaymentAttempt[],
  planned: Plan,
  { road, actor_id }: JournalAuthor,
): Promise<PaymentAttempt[]> {
  const written: PaymentAttempt[] = []
  for (const row of rows) {
    const change = changeOf(row, planned, new Date(dependencies.now()))
    const entry = { kind: "decided", road, actor_id } as const
    written.push(change ? await recordChange(dependencies, row.id, change, entry) : row)
  }
  return written
}

function changeOf(row: PaymentAttempt, planned: Plan, now: Date): AttemptChange | undefined {
  const attempt = planned.attempts.get(row.id)
  if (!attempt) return undefined
  const { status, heldFor, verdict } = attempt
  const isCleared = verdict.kind === "capture" || verdict.kind === "captured"
  const cleared_at = isCleared ? (row.cleared_at ?? now) : null
  const gateway_id = row.gateway_id ?? attempt.gatewayId
  const isSame =
    row.gateway_id === gateway_id &&
    advance(row.status, status) === row.status &&
    row.held_for === heldFor &&
    (row.cleared_at === null) === (cleared_at === null)
  return isSame ? undefined : { status, held_for: heldFor, cleared_at, gateway_id }
}
