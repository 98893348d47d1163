import { setTimeout as sleep } from "node:timers/promises"

/**
 * Reads again and again until what is read is as wanted.
 *
 * @returns the last value read: at the end of all patience that is one that is not wanted, for the test to show
 */
export async function eventually<T>(
  read: () => Promise<T>,
  wanted: (value: T) => boolean,
  patienceMs = 60_000,
): Promise<T> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    const value = await read()
    if (wanted(value) || Date.now() > deadline) return value
    await sleep(20)
  }
}
