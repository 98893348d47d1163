import { setTimeout as sleep } from "node:timers/promises"

const PATIENCE_MS = 60_000

/**
 * Reads again and again until what is read is as wanted.
 *
 * @returns the last value read: after a minute that is one that is not wanted, for the test to show
 */
export async function eventually<T>(read: () => Promise<T>, wanted: (value: T) => boolean): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const value = await read()
    if (wanted(value) || Date.now() > deadline) return value
    await sleep(20)
  }
}
