import type { MedusaContainer } from "@medusajs/framework/types"
import { BackgroundQueue } from "../background"
import { ledgerOf, logOf } from "./services"

/** One queue for each Medusa: tests run several in one process. */
const queues = new WeakMap<object, BackgroundQueue>()

/** The background queue of a Medusa in this process. */
export function queueOf(container: MedusaContainer): BackgroundQueue {
  const ledger = ledgerOf(container)
  const known = queues.get(ledger)
  if (known) return known
  const log = logOf(container)
  const queue = new BackgroundQueue((key, error) => {
    log.error(
      `background work failed, the sweep comes back to it: work="${key}" error=${(error as Error).message}`,
    )
  })
  queues.set(ledger, queue)
  return queue
}
