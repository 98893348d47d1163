import type { MedusaContainer } from "@medusajs/framework/types"
import { ledgerOf, logOf } from "../services"
import { LEASE_MS, settleNotification } from "../inbox"
import { inPool } from "../pool"
import { sweepAttempts } from "./attempts"
import { removeExpiredLocks } from "./expired-locks"
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
 * Looks after everything that nothing else looks after: notifications whose worker died or failed, payments that no
 * notification told about, the gateways' paid orders that the ledger does not know, payouts, and balances.
 *
 * All work is claimed in the database, so it is right in one process or twenty. One trouble does not stop the rest.
 */
export async function sweep(container: MedusaContainer): Promise<SweepReport> {
  const ledger = ledgerOf(container)
  await removeExpiredLocks(container).catch((error: Error) => {
    logOf(container).warn(`payment-gateways: expired locks were not removed (${error.message})`)
  })
  await ledger.watch.markSweep()
  const notifications = await ledger.inbox.claimDue(NOTIFICATIONS_AT_ONCE, LEASE_MS)
  await inPool(notifications, POOL, (row) => settleNotification(container, row))

  const attempts = await sweepAttempts(container, LEASE_MS, POOL)
  const payouts = await sweepPayouts(container, LEASE_MS, POOL)
  await takeSnapshots(container).catch((error: Error) => {
    logOf(container).warn(`payment-gateways: balances could not be read (${error.message})`)
  })
  await ledger.watch.markSweep()
  return { notifications: notifications.length, attempts, payouts }
}
