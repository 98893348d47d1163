/**
 * Waits for work, and no longer than so many milliseconds: after that it goes on alone, and must catch its own errors.
 * @throws whatever the work throws in time
 */
export async function atMost(waitMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, waitMs)))
  await Promise.race([work, late]).finally(() => clearTimeout(timer))
}
