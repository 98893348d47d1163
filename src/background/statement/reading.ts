import { isOwnReference, type StoreMark } from "../../core"
import type { AccountState, ReadingDepth, SeenEntry } from "../../modules/gateway-ledger"

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

interface Pace {
  /** Rows that were made since then are read again. */
  backMs: number
  everyMs: number
}

/**
 * How often an account's list is read, and how far back. Gateways keep unpaid payments for about a day, and a refund in
 * the cabinet comes within weeks.
 */
const PACES: Readonly<Record<ReadingDepth, Pace>> = {
  new: { backMs: 0, everyMs: 10 * MINUTE },
  recent: { backMs: 4 * DAY, everyMs: HOUR },
  old: { backMs: 45 * DAY, everyMs: DAY },
}

/** A long list is read less often, so that reading it costs about one call a minute at most. */
const PER_PAGE_MS = MINUTE

/** A list that was never read is read until so many pages in a row show nothing of ours. */
const FOREIGN_PAGES = 3
/** A list that shows the same again and again has no more pages. */
const REPEATED_PAGES = 3

/** One reading of an account's list, as far as it has come. */
export interface Reading {
  depth: ReadingDepth
  since: Date
  page: number
}

/** How far back a reading must go that begins now. */
export function depthDue({ next_recent_at, next_old_at }: AccountState, now: number): ReadingDepth {
  if (next_old_at.getTime() <= now) return "old"
  return next_recent_at.getTime() <= now ? "recent" : "new"
}

/** When an account's list is read next, after a reading of so many pages. */
export function nextReadings({ depth, page }: Reading, now: number) {
  const after = (of: ReadingDepth) => new Date(now + Math.max(PACES[of].everyMs, page * PER_PAGE_MS))
  return {
    next_read_at: new Date(now + PACES.new.everyMs),
    ...(depth !== "new" && { next_recent_at: after("recent") }),
    ...(depth === "old" && { next_old_at: after("old") }),
  }
}

/**
 * Tells after each page whether the reading has come to its end. Pages shift while one reads, so a row that is seen twice
 * tells nothing; the newest rows that were known before end it, when they are as old as it must go back.
 */
export function endOfList(
  { read_at }: Pick<AccountState, "read_at">,
  { depth, since }: Pick<Reading, "depth" | "since">,
  marks: readonly StoreMark[],
): (seen: readonly SeenEntry[]) => boolean {
  let foreign = 0
  let repeated = 0
  const back = since.getTime() - PACES[depth].backMs
  const isKnown = ({ isNew, isChanged, made_at }: SeenEntry) =>
    !isNew && !isChanged && made_at.getTime() < back
  return (seen) => {
    repeated = seen.every(({ isRepeated }) => isRepeated) ? repeated + 1 : 0
    foreign = seen.some(({ reference }) => isOwnReference(reference, marks)) ? 0 : foreign + 1
    if (seen.length === 0 || repeated >= REPEATED_PAGES) return true
    return read_at === null ? foreign >= FOREIGN_PAGES : seen.every(isKnown)
  }
}

const FIRST_RETRY_MS = MINUTE

/** When a list that could not be read is tried again: 1, 2, 4, … minutes, at most an hour. */
export const retryIn = (failures: number): number => Math.min(HOUR, FIRST_RETRY_MS * 2 ** failures)
