import { isOwnReference, type StoreMark } from "../../core"
import { backOff, DAY, HOUR, MINUTE } from "../../core/pace"
import type { AccountState, NextReadings, ReadingDepth, SeenEntry } from "../../modules/gateway-ledger"

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

/** History of which nothing is known, and so many pages in a row of which show nothing of ours, is others'. */
const FOREIGN_PAGES = 3

/** One reading of an account's list, as far as it has come. */
export interface Reading {
  depth: ReadingDepth
  since: Date
  /** Counted from 1. */
  page: number
  /** Where that page begins, in the gateway's own words; null for the first one. */
  from: string | null
  /** Whether it has come past what was known before: below it is what nobody has ever read. */
  isPastKnown: boolean
}

/** How far back a reading must go that begins now. */
export function depthDue({ next_recent_at, next_old_at }: AccountState, now: number): ReadingDepth {
  if (next_old_at.getTime() <= now) return "old"
  return next_recent_at.getTime() <= now ? "recent" : "new"
}

/** In how many milliseconds an account's list is read next, after a reading of so many pages. */
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
  /** See {@link Reading.isPastKnown}. */
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
   * Pages shift while one reads, so a row that is seen twice tells nothing: a list without more pages is empty, or shows
   * its last page again. What was known before ends it, when it is as old as the reading must go back.
   */
  isReachedBy(seen: readonly SeenEntry[]): boolean {
    const ids = seen.map(({ gateway_id }) => gateway_id).sort()
    const isSame = ids.join(" ") === this.before
    this.before = ids.join(" ")
    if (seen.length === 0 || isSame) return true
    const isOthers = !seen.some(({ reference }) => isOwnReference(reference, this.marks))
    this.foreign = isOthers && seen.every(({ isNew }) => isNew) ? this.foreign + 1 : 0
    this.isPastKnown ||= seen.every(({ isNew }) => !isNew)
    return this.isPastKnown && (this.foreign >= FOREIGN_PAGES || seen.every((one) => this.isKnown(one)))
  }

  private isKnown({ isNew, isChanged, made_at }: SeenEntry): boolean {
    return !isNew && !isChanged && made_at.getTime() < this.back
  }
}

/** When a list that could not be read is tried again: 1, 2, 4, … minutes, at most an hour. */
export const retryIn = (failures: number): number => backOff({ firstMs: MINUTE, lastMs: HOUR }, failures)

/** A page behind the first that fails so often is given up: the newest ones are more important. */
const PATIENCE = 3

/** Whether a reading is to begin at the first page again, after one more failure. */
export const isGivenUp = ({ page }: Pick<Reading, "page">, failures: number): boolean =>
  page > 1 && failures + 1 >= PATIENCE
