import type { AttemptChange, JournalEntry, PaymentAttempt } from "../modules/gateway-ledger"
import type { SettlementDependencies } from "./dependencies"

/** For merchants' own subscribers; the data is `{ id, status, held_for, provider_id, reference, session_id }`. */
export const ATTEMPT_UPDATED = "payment_gateway.attempt_updated"

/**
 * Writes down what was learned of an attempt, and announces it. Every change of an attempt's status goes this way,
 * whichever road found it.
 */
export async function recordChange(
  { ledger, events }: Pick<SettlementDependencies, "ledger" | "events">,
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
