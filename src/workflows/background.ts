import type { MedusaContainer } from "@medusajs/framework/types"
import { BackgroundQueue } from "./background-queue"
import { LEASE_MS, settleNotification } from "./inbox"
import { lookAtAttempt } from "./look-at-attempt"
import { ledgerOf, logOf } from "./services"

/** One queue for each Medusa: tests run several in one process. */
const queues = new WeakMap<object, BackgroundQueue>()

export function backgroundOf(container: MedusaContainer): BackgroundQueue {
  const ledger = ledgerOf(container)
  const known = queues.get(ledger)
  if (known) return known
  const log = logOf(container)
  const queue = new BackgroundQueue((key, error) => {
    log.error(`background work failed, the sweep comes back to it: work=${key}: ${(error as Error).message}`)
  })
  queues.set(ledger, queue)
  return queue
}

/** Settles a notification of the inbox as soon as a place is free, unless somebody else does. */
export function settleSoon(container: MedusaContainer, id: string): void {
  backgroundOf(container).add(`notification ${id}`, async () => {
    const claimed = await ledgerOf(container).inbox.claim(id, LEASE_MS)
    if (claimed) await settleNotification(container, claimed)
  })
}

/** Looks at a payment as soon as a place is free. */
export function lookSoon(container: MedusaContainer, attemptId: string): void {
  backgroundOf(container).add(`attempt ${attemptId}`, () => lookAtAttempt(container, attemptId))
}
