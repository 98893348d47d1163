const underWay = new Set<string>()

/**
 * Does the work unless the same is being done in this process. What it stands for is anything that must not pile up
 * while a gateway is slow.
 *
 * @returns undefined when it is under way already
 */
export function askOnce<T>(key: string, work: () => Promise<T>): Promise<T> | undefined {
  if (underWay.has(key)) return undefined
  underWay.add(key)
  return work().finally(() => underWay.delete(key))
}

/** Whether somebody in this process is at it. */
export const isUnderWay = (key: string) => underWay.has(key)

/**
 * The work's result, or undefined when it takes longer than `ms`. It goes on then, and what goes wrong with it after
 * that is its own to tell.
 */
export async function within<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms)
  })
  work.catch(() => undefined)
  try {
    return await Promise.race([work, tooLong])
  } finally {
    clearTimeout(timer)
  }
}
