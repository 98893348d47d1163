import type { BackgroundDependencies } from "../dependencies"
import type { AccountRun } from "./account-run"
import { sweepAttempts, type PaymentLists } from "./attempts"
import { sweepNotifications } from "./notifications"
import { sweepPayouts } from "./payouts"
import { NO_BATCH, NOTHING, plus, type Batch, type SweepReport } from "./report"
import { FIRST_SHARE, sweepStatement } from "./statement"

/** After so long an account's run leases no more, even where it has no other limit. */
const PATIENCE_MS = 60_000

/** Works on a batch of one kind. */
type Kind = (dependencies: BackgroundDependencies, run: AccountRun, lists: PaymentLists) => Promise<Batch>

/** Works on what the gateway's list has had due for long. Once in a run is enough: the run ends with the rest of it. */
const sweepOverdue: Kind = async (dependencies, run) => {
  await sweepStatement(dependencies, run, FIRST_SHARE)
  return NO_BATCH
}

const KINDS: readonly Kind[] = [sweepOverdue, sweepNotifications, sweepAttempts, sweepPayouts]

/**
 * Works on all kinds, a batch of each in turn, so that none waits for all of another. The gateway may be so slow that a run
 * gets no further than its first kind, so each kind comes first in one of four runs: whatever else is due, each goes forward.
 *
 * @param turn the number of the account's run, which tells the kind that comes first
 */
export async function workInRounds(
  dependencies: BackgroundDependencies,
  run: AccountRun,
  turn: number,
): Promise<SweepReport> {
  const until = dependencies.now() + PATIENCE_MS
  const lists: PaymentLists = new Map()
  const first = turn % KINDS.length
  let kinds = [...KINDS.slice(first), ...KINDS.slice(0, first)]
  let report = NOTHING
  for (let isFull = true; isFull && !run.isOver() && dependencies.now() < until;) {
    isFull = false
    for (const sweepKind of kinds) {
      const batch = await sweepKind(dependencies, run, lists)
      report = plus(report, batch)
      isFull ||= batch.isFull
    }
    kinds = kinds.filter((kind) => kind !== sweepOverdue)
  }
  return report
}
