import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { LOOK_COLUMNS } from "../../src/modules/gateway-ledger"

export type Row = Record<string, unknown>

/** All rows of tables, in the order of their ids. */
export async function rowsOf(knex: Knex, tables: readonly string[]): Promise<Record<string, Row[]>> {
  const read = tables.map(async (table) => [table, await knex(table).select("*").orderBy("id")])
  return Object.fromEntries(await Promise.all(read))
}

/** Columns, constraints and indexes of a database, whatever the order in which they came about. */
export async function schemaOf(knex: Knex): Promise<Record<"columns" | "constraints" | "indexes", Row[]>> {
  const rows = async (sql: string): Promise<Row[]> => (await knex.raw(sql)).rows
  return {
    columns: await rows(
      `select table_name, column_name, data_type, is_nullable, column_default, is_identity
       from information_schema.columns where table_schema = 'public' order by 1, 2`,
    ),
    constraints: await rows(
      `select conrelid::regclass::text as table, conname, pg_get_constraintdef(oid) as definition
       from pg_constraint where connamespace = 'public'::regnamespace order by 1, 2`,
    ),
    indexes: await rows(
      `select tablename, indexname, indexdef from pg_indexes where schemaname = 'public' order by 1, 2`,
    ),
  }
}

/** An attempt as the journal can know it: without the times of looks, and with times as text of one form. */
export function asJournaled(attempt: object): Row {
  const entries = Object.entries(attempt).filter(
    ([column]) => !(LOOK_COLUMNS as readonly string[]).includes(column),
  )
  return Object.fromEntries(
    entries.map(([column, value]) => [column, isTime(value) ? new Date(value).toISOString() : value]),
  )
}

const isTime = (value: unknown): value is Date | string =>
  value instanceof Date || (typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:/.test(value))
