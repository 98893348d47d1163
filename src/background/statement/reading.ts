import { isOwnReference, type StoreMark } from "../../core"
import { backOff, DAY, HOUR, MINUTE } from "../../core/pace"
import type { AccountState, NextReadings, ReadingDepth, SeenEntry } from "../../modules/gateway-ledger"

interface Pace {
  /** Payments that are younger are read again. */
  backMs: number
  everyMs: number
}

/**
 * How often an account's list is read, and how far back. Gateways keep unpaid payments for about a day, and merchants refund
 * in the cabinet within weeks.
 */
const PACES: Readonly<Record<ReadingDepth, Pace>> = {
  new: { backMs: 0, everyMs: 10 * MINUTE },
  recent: { backMs: 4 * DAY, everyMs: HOUR },
  old: { backMs: 45 * DAY, everyMs: DAY },
}

/** A list of many pages is read less often: reading it costs about one call a minute at most. */
const PER_PAGE_MS = MINUTE

/** After so many pages in a row of unknown payments, none of them ours, the rest of the list is somebody else's. */
const FOREIGN_PAGES = 3

/** A reading of an account's list, as far as it has come. */
export interface Reading {
  depth: ReadingDepth
  since: Date
  /** Counted from 1. */
  page: number
  /** Where that page begins, as the gateway puts it; null for the first one. */
  from: string | null
  /** Whether the reading has passed the known payments: payments further down were never read. */
  isPastKnown: boolean
}

/** How far back a reading must go if it begins now. */
export function depthDue({ next_recent_at, next_old_at }: AccountState, now: number): ReadingDepth {
  if (next_old_at.getTime() <= now) return "old"
  return next_recent_at.getTime() <= now ? "recent" : "new"
}

/** In how many milliseconds an account's list is read next, after a reading that came to a page. */
export function nextReadings({ depth, page }: Pick<Reading, "depth" | "page">): NextReadings {
  const after = (of: ReadingDepth) => Math.max(PACES[of].everyMs, page * PER_PAGE_MS)
  return {
    next_read_at: PACES.new.everyMs,
    ...(depth !== "new" && { next_recent_at: after("recent") }),
    ...(depth === "old" && { next_old_at: after("old") }),
  }
}

/** Follows a reading page by page, and tells when it has come to its end. */
export class EndOfList {
  private before = ""
  private foreign = 0
  /** As {@link Reading.isPastKnown}. */
  isPastKnown: boolean
  private readonly back: number

  constructor(
    { read_at }: Pick<AccountState, "read_at">,
    { depth, since, isPastKnown }: Omit<Reading, "page" | "from">,
    private readonly marks: readonly StoreMark[],
  ) {
    this.back = since.getTime() - PACES[depth].backMs
    this.isPastKnown = read_at === null || isPastKnown
  }

  /**
   * A list is at its end when a page is empty or repeats the page before it; single rows may be seen twice, since pages shift
   * while one reads. A reading is also at its end when it has passed the known payments, and all payments of the page are as
   * old as it must go back.
   */
  isReachedBy(seen: readonly SeenEntry[]): boolean {
    const ids = seen.map(({ gateway_id }) => gateway_id).sort()
    const isRepeated = ids.join(" ") === this.before
    this.before = ids.join(" ")
    if (seen.length === 0 || isRepeated) return true
    const isOthers = !seen.some(({ reference }) => isOwnReference(reference, this.marks))
    this.foreign = isOthers && seen.every(({ isNew }) => isNew) ? this.foreign + 1 : 0
    this.isPastKnown ||= seen.every(({ isNew }) => !isNew)
    return this.isPastKnown && (this.foreign >= FOREIGN_PAGES || seen.every((one) => this.isKnown(one)))
  }

  private isKnown({ isNew, isChanged, made_at }: SeenEntry): boolean {
    return !isNew && !isChanged && made_at.getTime() < this.back
  }
}

/** In how many milliseconds a list that could not be read is tried again: 1, 2, 4, … minutes, at most an hour. */
export const retryIn = (failures: number): number => backOff({ firstMs: MINUTE, lastMs: HOUR }, failures)

/** How often a page may fail, unless it is the first. */
const MAX_FAILURES = 3

/** Whether a reading is given up after one more failure, so that the next one begins at the newest payments. */
export const isGivenUp = ({ page }: Pick<Reading, "page">, failures: number): boolean =>
  page > 1 && failures + 1 >= MAX_FAILURES
