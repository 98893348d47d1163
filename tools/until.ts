import { sleep } from "./sleep"

/**
 * Reads again and again until the value is the wanted one.
 *
 * @returns the last value read, wanted or not
 */
export async function until(
  wanted: string,
  read: () => Promise<string>,
  timeoutMs = 60_000,
): Promise<string> {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    const value = await read()
    if (value === wanted || Date.now() > deadline) return value
    await sleep(200)
  }
}
