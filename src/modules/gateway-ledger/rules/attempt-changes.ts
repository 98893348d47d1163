import { isDeepStrictEqual } from "node:util"
import { advance, mergeClaim } from "../../../core"
import { keepAnswer } from "../../../core/settlement"
import type { AttemptChange, PaymentAttempt } from "../types"

/** Columns that only tell when an attempt is looked at. The journal leaves them out, and looks that show nothing new. */
export const LOOK_COLUMNS = [
  "last_observed_at",
  "answered_at",
  "settled_at",
  "named_at",
  "next_check_at",
  "updated_at",
] as const satisfies readonly (keyof PaymentAttempt)[]

const isLook = (column: string) => (LOOK_COLUMNS as readonly string[]).includes(column)

/** The columns of an attempt after a change at the time `now`. */
export function changedColumns(
  current: PaymentAttempt,
  change: AttemptChange,
  now: Date,
): Partial<PaymentAttempt> {
  const { status, claim, answer, codes, ...rest } = change
  const isLate = isBefore(change.answered_at, current.answered_at, now)
  return {
    ...(isLate ? {} : rest),
    ...(isBefore(change.last_observed_at, current.last_observed_at, now) && {
      last_observed_at: current.last_observed_at,
    }),
    ...(status && { status: advance(current.status, status) }),
    ...(claim && { claims: mergeClaim(current.claims, claim, current.currency_code) }),
    ...(claim?.status === "paid" && current.claimed_at === null && { claimed_at: now }),
    ...(answer !== undefined && {
      observations: keepAnswer(current.observations, current.reference, answer, { isLate }),
    }),
    ...(codes && { codes: [...new Set([...current.codes, ...codes])] }),
  }
}

/** Whether a time is earlier than a recorded one. A recorded time in the future does not count: a clock was wrong. */
const isBefore = (time: Date | null | undefined, than: Date | null, now: Date): boolean =>
  time instanceof Date && than !== null && than <= now && time < than

/** The columns whose values differ from the row's; undefined values are left out. */
export function differences(row: PaymentAttempt, columns: Partial<PaymentAttempt>): Partial<PaymentAttempt> {
  return Object.fromEntries(
    Object.entries(columns).filter(
      ([column, value]) =>
        value !== undefined && !isDeepStrictEqual(plain(value), plain(row[column as keyof PaymentAttempt])),
    ),
  )
}

/** What the journal keeps of a change: the columns that differ, with their new values as JSON. */
export function journaledChange(before: PaymentAttempt, after: PaymentAttempt): Record<string, unknown> {
  return journaled(differences(before, after))
}

/** A row, or a part of one, as the journal keeps it. */
export function journaled(row: Partial<PaymentAttempt>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).flatMap(([column, value]) => (isLook(column) ? [] : [[column, plain(value)]])),
  )
}

/** Columns that are younger than the oldest journals, with the values that they had at first. */
const LATER_COLUMNS = { account: null }

/** Computes an attempt's columns from its journal, oldest entry first. Times are ISO 8601. */
export function foldJournal(
  entries: readonly { change: Record<string, unknown> | null }[],
): Record<string, unknown> {
  return Object.assign({ ...LATER_COLUMNS }, ...entries.map(({ change }) => change ?? {}))
}

/** A value as JSON has it: times are strings, undefined is null. */
const plain = (value: unknown): unknown => (value === undefined ? null : JSON.parse(JSON.stringify(value)))
