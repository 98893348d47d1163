export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** How often something is looked at: every so many milliseconds, until it has reached an age. */
export type Pace = readonly (readonly [untilAge: number, every: number])[]

/** How long something that failed waits for its next try: from `firstMs` on, twice as long each time, up to `lastMs`. */
export const backOff = (
  { firstMs, lastMs }: { firstMs: number; lastMs: number },
  failuresBefore: number,
): number => Math.min(lastMs, firstMs * 2 ** failuresBefore)

/** In how many milliseconds something of this age is looked at next; null when it is older than the pace covers. */
export const paceAt = (pace: Pace, ageMs: number): number | null =>
  pace.find(([untilAge]) => ageMs < untilAge)?.[1] ?? null
