import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Ledger } from "../../src/modules/gateway-ledger/ledger"
import { openLedgerDatabase } from "../support/ledger-database"
import { VirtualTime } from "./virtual-time"

/** Where every run begins. */
const BEGINNING = Date.UTC(2026, 0, 5, 9)

/** A ledger whose database takes the time from the bench, and that counts its statements. */
export interface VirtualLedger {
  knex: Knex
  ledger: Ledger
  time: VirtualTime
  /** So far; `begin` and `commit` too. */
  statements(): number
  /** Takes everything out of the ledger. */
  empty(): Promise<void>
  stop(): Promise<void>
}

/** The function comes before PostgreSQL's own in the search path. Defaults of columns are bound to it as well. */
const CLOCK = [
  "create table virtual_time (at timestamptz not null)",
  `insert into virtual_time values (to_timestamp(${BEGINNING / 1000}))`,
  `create function public.now() returns timestamptz language sql stable as 'select at from public.virtual_time'`,
  "alter database postgres set search_path = public, pg_catalog",
]

export async function openVirtualLedger(): Promise<VirtualLedger> {
  const database = await openLedgerDatabase(async (knex) => {
    for (const statement of CLOCK) await knex.raw(statement)
  })
  const { knex, ledger } = database
  useItsClock(knex)
  const { isBusy, statements } = follow(knex)
  const clock = database.connect()
  const tell = async (now: number) => void (await clock("virtual_time").update({ at: new Date(now) }))
  return {
    knex,
    ledger,
    time: new VirtualTime(BEGINNING, tell, isBusy),
    statements,
    empty: () => empty(clock),
    stop: () => database.stop(),
  }
}

/** The query builder's own `now` is a keyword of SQL, which no search path changes. */
function useItsClock(knex: Knex): void {
  const helper = Object.getPrototypeOf(knex.fn) as { now(this: { client: Knex["client"] }): Knex.Raw }
  helper.now = function () {
    return (this.client as { raw(sql: string): Knex.Raw }).raw("now()")
  }
}

function follow(knex: Knex) {
  let count = 0
  knex.on("query", () => count++)
  const { pool } = knex.client as { pool: { numUsed(): number; numPendingAcquires(): number } }
  return { isBusy: () => pool.numUsed() + pool.numPendingAcquires() > 0, statements: () => count }
}

async function empty(knex: Knex): Promise<void> {
  const { rows } = await knex.raw<{ rows: { tablename: string }[] }>(
    "select tablename from pg_tables where schemaname = 'public' and tablename not in ('virtual_time', 'store_mark')",
  )
  await knex.raw(`truncate ${rows.map(({ tablename }) => `"${tablename}"`).join(", ")}`)
}
