import type { Observation, PaymentStatus } from "../../../core"

/** One account at one gateway. */
export interface AccountKey {
  gateway: string
  account: string
}

/**
 * How far back an account's list is read. `new`: to the payments that are known. `recent`: past all that may still be paid.
 * `old`: past all that is likely to be refunded.
 */
export type ReadingDepth = "new" | "recent" | "old"

/** How far an account's own list was read. */
export interface AccountState extends AccountKey {
  /** When a reading last came to its end; null when none did. */
  read_at: Date | null
  next_read_at: Date
  next_recent_at: Date
  next_old_at: Date
  /** Until when a process has the right to read it. */
  leased_until: Date | null
  /** When the current reading began; null when there is none. */
  reading_since: Date | null
  /** The page that it reads next, counted from 1. */
  reading_page: number
  /** Where that page begins, as the gateway puts it; null for the first one. */
  reading_from: string | null
  reading_depth: ReadingDepth | null
  /** Whether the reading has come to payments that were never listed before. */
  is_past_known: boolean
  /** How many readings failed in a row, and the error of the last one. */
  failures: number
  error: string | null
}

/** A payment in an account's own list, as it was read last. */
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
  /** What was refunded; null where the gateway does not tell. */
  refunded: string | null
  fee: string | null
  /** Upper case. */
  currency_code: string | null
  test: boolean
  paid_at: string | null
  /** When the payment began, where its reference tells; else when it was first seen. */
  made_at: Date
  seen_at: Date
  changed_at: Date
  read_at: Date
  /** When it is to be compared with its attempt; null when it was compared. */
  due_at: Date | null
  tries: number
}

/** A payment on a page of the list, as the gateway shows it. */
export interface ListedPayment extends Omit<Observation, "raw" | "account" | "paidAt"> {
  paidAt: string | null
  /** Milliseconds since 1970; null where the reference does not tell. */
  drawnAt: number | null
}

/** What a page told of one payment. */
export interface SeenEntry {
  gateway_id: string
  reference: string
  /** It was first seen in this reading. */
  isNew: boolean
  /** It differs from when it was read last. */
  isChanged: boolean
  made_at: Date
}

/** In how many milliseconds an account's list is read again, by depth. */
export interface NextReadings {
  next_read_at: number
  next_recent_at?: number
  next_old_at?: number
}
