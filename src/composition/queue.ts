import { BackgroundQueue } from "../background"
import { logOf, oncePerMedusa } from "./services"

/** The background queue of a Medusa in this process. */
export const queueOf = oncePerMedusa((container) => {
  const log = logOf(container)
  return new BackgroundQueue((key, error) => {
    log.error(
      `background work failed, the sweep comes back to it: work="${key}" error=${(error as Error).message}`,
    )
  })
})
