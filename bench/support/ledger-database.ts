import { mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { knex as connect, type Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Migration } from "@medusajs/framework/mikro-orm/migrations"

import { createLedger, type Ledger } from "../../src/modules/gateway-ledger/ledger"
import { startEmbeddedPostgres } from "../../tools/embedded-postgres"
import { ROOT } from "./paths"

const MIGRATIONS = join(ROOT, "src/modules/gateway-ledger/migrations")

/** The ledger in a database of its own, without a Medusa. */
export interface LedgerDatabase {
  knex: Knex
  ledger: Ledger
  /** Another way into the database, of one connection. */
  connect(): Knex
  stop(): Promise<void>
}

/** @param prepare is run before there are tables; what it sets up for the database counts in every later connection */
export async function openLedgerDatabase(prepare?: (knex: Knex) => Promise<void>): Promise<LedgerDatabase> {
  const folder = mkdtempSync(join(tmpdir(), "bench-ledger-"))
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, "data") })
  const open = (max: number) => connect({ client: "pg", connection: postgres.url(), pool: { min: 1, max } })
  const opened: Knex[] = []
  if (prepare) await oneAfterAnother(open(1), prepare)
  const knex = open(8)
  opened.push(knex)
  await migrate(knex)
  return {
    knex,
    ledger: createLedger(knex),
    connect: () => {
      const other = open(1)
      opened.push(other)
      return other
    },
    stop: async () => {
      for (const one of opened) await one.destroy()
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function oneAfterAnother(knex: Knex, work: (knex: Knex) => Promise<void>): Promise<void> {
  try {
    await work(knex)
  } finally {
    await knex.destroy()
  }
}

async function migrate(knex: Knex): Promise<void> {
  const names = readdirSync(MIGRATIONS).filter((name) => /^Migration\d+\.ts$/.test(name))
  for (const name of names.sort()) {
    const classes = (await import(join(MIGRATIONS, name))) as Record<
      string,
      new (...unused: unknown[]) => Migration
    >
    const migration = new classes[name.replace(".ts", "")]!()
    await migration.up()
    for (const statement of migration.getQueries()) await knex.raw(statement as string)
  }
}
