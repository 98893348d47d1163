import type { BackgroundDependencies } from "../dependencies"
import { LEASE_MS, settleNotification } from "../inbox"
import { inPool } from "../pool"
import { followStatements } from "../statement"
import { sweepAttempts } from "./attempts"
import { sweepPayouts } from "./payouts"
import { takeSnapshots } from "./snapshots"

const NOTIFICATIONS_AT_ONCE = 100
/** Gateways publish no rate limits; this is what a busy checkout does too. */
const POOL = 5

/** What one sweep did. */
export interface SweepReport {
  notifications: number
  attempts: number
  payouts: number
}

/**
 * Does everything that is due: notifications whose worker died or failed, payments that no notification came for,
 * what the gateways' own lists show, payouts, and balances.
 *
 * All work is claimed in the database, so it is right in one process or twenty. One failure does not stop the rest.
 */
export async function sweep(dependencies: BackgroundDependencies): Promise<SweepReport> {
  const { ledger, log } = dependencies
  await dependencies.removeExpiredLocks().catch((error: Error) => {
    log.warn(`expired locks not removed: error=${error.message}`)
  })
  await ledger.watch.markSweep()
  const notifications = await ledger.inbox.claimDue(NOTIFICATIONS_AT_ONCE, LEASE_MS)
  await inPool(notifications, POOL, (row) => settleNotification(dependencies, row))

  const attempts = await sweepAttempts(dependencies, LEASE_MS, POOL)
  await followStatements(dependencies).catch((error: Error) => {
    log.warn(`payment lists not compared: error=${error.message}`)
  })
  const payouts = await sweepPayouts(dependencies, LEASE_MS, POOL)
  await takeSnapshots(dependencies).catch((error: Error) => {
    log.warn(`balances not read: error=${error.message}`)
  })
  await ledger.watch.markSweep()
  return { notifications: notifications.length, attempts, payouts }
}
