import type { Knex } from "@medusajs/framework/mikro-orm/knex"

type DueTable = "payment_attempt" | "gateway_payout"

/** A row that this process has leased until `next_check_at`. */
export type Leased<T> = T & {
  next_check_at: Date | null
  /** Since when it was due: by its pace, or since somebody has asked for a look. */
  due_at: Date
}

/** Which of the due rows are leased. */
export interface DueFilter {
  providers: readonly string[]
  limit: number
  leaseMs: number
  /** Only attempts that are younger and were not superseded, the youngest first. */
  youngerThanMs?: number
}

/**
 * Leases the rows of these providers that are due, the longest due first: no other process claims them for `leaseMs`. The
 * rows of each provider are looked up apart, so that the index finds them however many other rows are due.
 */
export async function claimDue<T>(
  knex: Knex,
  table: DueTable,
  { providers, limit, leaseMs, youngerThanMs }: DueFilter,
): Promise<Leased<T>[]> {
  const which = youngerThanMs === undefined ? ALL : YOUNG
  const ages = youngerThanMs === undefined ? [] : [youngerThanMs]
  const { rows } = await knex.raw<{ rows: (Leased<T> & { place: string })[] }>(
    `with due as materialized (
       select d.id, d.due_at, row_number() over (order by d.place) as place
       from unnest(?::text[]) as p(provider_id)
       cross join lateral (
         select id, next_check_at as due_at, extract(epoch from ${which.place}) as place from ??
         where provider_id = p.provider_id and next_check_at <= now() and deleted_at is null ${which.where}
         order by ${which.order} limit ? for update skip locked
       ) as d
       order by d.place limit ?)
     update ?? as t set next_check_at = now() + ? * interval '1 millisecond'
     from due where t.id = due.id
     returning t.*, due.due_at, due.place`,
    [[...providers], table, ...ages, limit, limit, table, leaseMs],
  )
  return rows
    .sort((a, b) => Number(a.place) - Number(b.place))
    .map(({ place: _, ...row }) => row as unknown as Leased<T>)
}

/** How rows are chosen and sorted: the longest due first, or the youngest first. */
const ALL = { where: "", place: "next_check_at", order: "next_check_at" }
const YOUNG = {
  where: "and created_at > now() - ? * interval '1 millisecond' and superseded_at is null",
  place: "now() - created_at",
  order: "created_at desc",
}

/**
 * Sets when leased rows are due, if they are still this process's own: no other process has leased them, and nobody has
 * asked for a look. Rows are locked in the order of their ids, as every transaction does, since a plain update could wait
 * for a transaction that waits for it.
 *
 * @param inMs in how many milliseconds a row is due; null for never
 * @param times times for further columns, where those are not later already
 * @returns the rows that are still this process's own and are due some time, as they are now
 */
export async function rescheduleLeased<T extends { id: string; next_check_at: Date | null }>(
  knex: Knex,
  table: DueTable,
  rows: readonly T[],
  inMs: (row: T) => number | null,
  times: Readonly<Record<string, Date>> = {},
): Promise<T[]> {
  if (rows.length === 0) return []
  const columns = Object.keys(times).map(() => ", ?? = greatest(t.??, ?::timestamptz)")
  const { rows: own } = await knex.raw<{ rows: { id: string; next_check_at: Date | null }[] }>(
    `with own as materialized (
       select r.id, leased.in_ms from ?? as r
       join unnest(?::text[], ?::timestamptz[], ?::float8[]) as leased(id, until, in_ms) on r.id = leased.id
       where date_trunc('milliseconds', r.next_check_at) = leased.until
       order by r.id for update of r)
     update ?? as t set next_check_at = now() + own.in_ms * interval '1 millisecond' ${columns.join("")}
     from own where t.id = own.id
     returning t.id, t.next_check_at`,
    [
      table,
      rows.map(({ id }) => id),
      rows.map(({ next_check_at }) => next_check_at?.toISOString() ?? "-infinity"),
      // Knex's types allow no null in a list; the driver does.
      rows.map(inMs) as number[],
      table,
      ...Object.entries(times).flatMap(([column, time]) => [column, column, time]),
    ],
  )
  const leases = new Map(own.map(({ id, next_check_at }) => [id, next_check_at]))
  return rows.flatMap((row) => {
    const next_check_at = leases.get(row.id)
    return next_check_at ? [{ ...row, next_check_at }] : []
  })
}

/** Renews leases. Rows that are not this process's own any more are left out of the result. */
export const renewDue = <T extends { id: string; next_check_at: Date | null }>(
  knex: Knex,
  table: DueTable,
  rows: readonly T[],
  leaseMs: number,
): Promise<T[]> => rescheduleLeased(knex, table, rows, () => leaseMs)

/** Ends leases early: the rows are due at once. */
export async function giveBackDue(
  knex: Knex,
  table: DueTable,
  rows: readonly { id: string; next_check_at: Date | null }[],
): Promise<void> {
  await rescheduleLeased(knex, table, rows, () => 0)
}
