import { advance } from "../core"
import type { Plan } from "../core/settlement"
import type {
  AttemptChange,
  JournalAuthor,
  JournalEntry,
  Ledger,
  PaymentAttempt,
} from "../modules/gateway-ledger"
import type { EventPort } from "./dependencies"
import { ATTEMPT_UPDATED } from "./events"

interface Dependencies {
  ledger: { attempts: Pick<Ledger["attempts"], "record"> }
  events: EventPort
}

/**
 * Writes down what was learned about an attempt, and emits the event. Every change of an attempt's status goes this way.
 */
export async function recordChange(
  { ledger, events }: Dependencies,
  id: string,
  change: AttemptChange,
  entry: JournalEntry,
): Promise<PaymentAttempt> {
  const { before, after } = await ledger.attempts.record(id, change, entry)
  if (after.status !== before.status || after.held_for !== before.held_for) {
    const { status, held_for, provider_id, reference, session_id } = after
    await events.emit(ATTEMPT_UPDATED, { id, status, held_for, provider_id, reference, session_id })
  }
  return after
}

/**
 * Writes down what was planned for each attempt: its status, why its money waits, and that it may be captured, all of it
 * before Medusa hears of it. An attempt without a change costs no statement.
 */
export async function recordPlan(
  dependencies: Dependencies & { now(): number },
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
