import { keptMessage } from "../core"
import { planOfUnreadable } from "../core/settlement"
import { announceOpened, problemRow } from "./problems"
import type { Settlement } from "./settle"

/**
 * Ends a run in which a record of the order's money cannot be read: writes the error into the journal, sets the next
 * look, and in the end opens a problem, which clears as soon as the record can be read.
 */
export async function endUnreadable(
  { dependencies, attempt, by, run }: Settlement,
  error: unknown,
): Promise<void> {
  const { ledger, log } = dependencies
  const { id, provider_id, reference, created_at } = attempt
  const note = keptMessage((error as Error).message)
  log.error(`payment cannot be read: provider_id=${provider_id} reference=${reference} error=${note}`)
  await ledger.journal.append({ ...by, attempt_id: id, kind: "failed", details: { step: "read" }, note })
  const { problems, nextLook } = planOfUnreadable({ id, createdAt: created_at.getTime() }, run.now)
  const wanted = problems.map((problem) => ({ ...problemRow(attempt, problem, null), attempt_id: id }))
  const { opened } = await ledger.problems.bring({ attempt_ids: [id], kinds: ["unreadable"] }, wanted, by)
  for (const problem of opened) await announceOpened(dependencies, problem)
  const isSettled = attempt.settled_at !== null
  const { next_check_at: seen, updated_at: read } = attempt
  await ledger.attempts.endLook(id, { at: new Date(nextLook), isSettled, seen, read })
}
