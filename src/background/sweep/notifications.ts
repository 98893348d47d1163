import type { BackgroundDependencies } from "../dependencies"
import { settleNotification } from "../inbox"
import { LEASE_MS, withLease } from "../lease"
import type { Lane } from "./lane"
import { NO_BATCH, type Batch } from "./report"

const AT_ONCE = 50

/** Settles notifications whose worker died, or that are to be tried again. */
export async function sweepNotifications(dependencies: BackgroundDependencies, lane: Lane): Promise<Batch> {
  if (lane.isOver()) return NO_BATCH
  const { inbox } = dependencies.ledger
  const rows = await inbox.claimDue({ providers: lane.providers, limit: AT_ONCE, leaseMs: LEASE_MS })
  await withLease(inbox, rows, (lease) =>
    lane.askAll(rows, async (row) => !lease.begin(row) || settleNotification(dependencies, row)),
  )
  return { notifications: rows.length, isFull: rows.length === AT_ONCE }
}
