import { setTimeout as sleep } from "node:timers/promises"

/** Enough for a gateway that answers at all: whoever presses a button, or holds a lock, waits for it. */
export const GATEWAY_WAIT_MS = 5_000

/** Waits for work that catches its own errors, and no longer than so many milliseconds; after that it goes on alone. */
export async function atMost(waitMs: number, work: Promise<unknown>): Promise<void> {
  const timer = new AbortController()
  const late = sleep(waitMs, undefined, { signal: timer.signal }).catch(() => undefined)
  await Promise.race([work, late])
  timer.abort()
}
