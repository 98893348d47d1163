import type { GatewayNotification } from "../../modules/gateway-ledger"
import type { BackgroundDependencies } from "../dependencies"
import { settleNotification } from "../inbox"
import { LEASE_MS, withLease, type Lease } from "../lease"
import type { AccountRun } from "./account-run"
import { NO_BATCH, type Batch } from "./report"

const AT_ONCE = 50

/** Settles notifications whose worker died, and those that are to be tried again. */
export async function sweepNotifications(
  dependencies: BackgroundDependencies,
  run: AccountRun,
): Promise<Batch> {
  if (run.isOver()) return NO_BATCH
  const { ledger, now } = dependencies
  const { inbox } = ledger
  const rows = await inbox.claimDue({ providers: run.providers, limit: AT_ONCE, leaseMs: LEASE_MS })
  const work = (lease: Lease<GatewayNotification>) =>
    run.askAll(rows, async (row) => !lease.begin(row) || settleNotification(dependencies, row))
  await withLease(inbox, rows, work, now)
  return { notifications: rows.length, isFull: rows.length === AT_ONCE }
}
