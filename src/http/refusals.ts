import type { Logger } from "../core"

const counts = new Map<string, number>()

/** Counts refused notifications. A stranger cannot fill the log, which only tells of the 1st, 2nd, 4th, 8th, … of a kind. */
export function countRefusal(log: Logger, provider: string, code: string): void {
  const key = `${provider}: ${code}`
  const count = (counts.get(key) ?? 0) + 1
  counts.set(key, count)
  if (Number.isInteger(Math.log2(count))) {
    log.warn(`payment-gateways: notification for ${key} refused (${count} so far)`)
  }
}

/** How many notifications were refused since the process began, by "provider: code". */
export function refusals(): ReadonlyMap<string, number> {
  return counts
}
