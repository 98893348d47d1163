import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** A time so many milliseconds from now, by the database's clock. */
export const fromNow = (knex: Knex, ms: number): Knex.Raw =>
  knex.raw("now() + ? * interval '1 millisecond'", [ms])

/** The condition that no process has leased a row. */
export const isFree = (row: Knex.QueryBuilder): Knex.QueryBuilder =>
  row.whereNull("leased_until").orWhereRaw("leased_until < now()")

/** The condition that a time is still the one that was read. Times are read to the millisecond. */
export const isAt = (row: Knex.QueryBuilder, column: string, read: Date | null): Knex.QueryBuilder =>
  read === null ? row.whereNull(column) : row.whereRaw("date_trunc('milliseconds', ??) = ?", [column, read])
