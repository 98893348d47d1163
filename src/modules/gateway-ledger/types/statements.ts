import type { Observation, PaymentStatus } from "../../../core"

/** One account at one gateway. */
export interface AccountKey {
  gateway: string
  account: string
}

/**
 * How far back a reading of an account's list goes. `new`: to what is known. `recent`: past everything that may still be
 * paid. `old`: past everything that is likely to be returned.
 */
export type ReadingDepth = "new" | "recent" | "old"

/** How far an account's own list was read. */
export interface AccountState extends AccountKey {
  /** When it was last read to the end that it needed; null when never. */
  read_at: Date | null
  next_read_at: Date
  next_recent_at: Date
  next_old_at: Date
  /** Until when a process reads it. */
  leased_until: Date | null
  /** Since when a reading is under way; null when none is. */
  reading_since: Date | null
  /** The page that it reads next, counted from 1. */
  reading_page: number
  /** Where that page begins, in the gateway's own words; null for the first one. */
  reading_from: string | null
  reading_depth: ReadingDepth | null
  /** Whether it has come past what was known before. */
  is_past_known: boolean
  /** Readings in a row that failed, and what the last one said. */
  failures: number
  error: string | null
}

/** One payment of an account's own list, as it was read last. */
export interface StatementEntry extends AccountKey {
  id: string
  /** The gateway's number; our reference where it tells none. */
  gateway_id: string
  reference: string
  status: PaymentStatus
  code: string
  /** Decimal strings in major units. */
  asked: string | null
  received: string | null
  /** What went back by refunds that are done; null where the gateway does not tell. */
  refunded: string | null
  fee: string | null
  /** Upper case. */
  currency_code: string | null
  test: boolean
  paid_at: string | null
  /** When it was begun, where its reference tells; else when it was first seen. */
  made_at: Date
  seen_at: Date
  changed_at: Date
  read_at: Date
  /** When it is compared with the attempts; null when it was. */
  due_at: Date | null
  tries: number
}

/** A row of a page, as the gateway shows it. */
export interface ListedPayment extends Omit<Observation, "raw" | "account" | "paidAt"> {
  paidAt: string | null
  /** Milliseconds since 1970; null where the reference does not tell. */
  drawnAt: number | null
}

/** What a page showed of one payment. */
export interface SeenEntry {
  gateway_id: string
  reference: string
  /** First seen in this reading. */
  isNew: boolean
  /** Other than it was read last. */
  isChanged: boolean
  made_at: Date
}

/** In how many milliseconds an account's list is read again, by depth. */
export interface NextReadings {
  next_read_at: number
  next_recent_at?: number
  next_old_at?: number
}
