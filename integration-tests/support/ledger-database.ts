import { randomBytes } from "node:crypto"
import { readdirSync } from "node:fs"
import { join } from "node:path"
import { knex, type Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Migration } from "@medusajs/framework/mikro-orm/migrations"

const MIGRATIONS = join(__dirname, "../../src/modules/gateway-ledger/migrations")

/** A database of its own on the tests' server, without a Medusa. */
export interface LedgerDatabase {
  knex: Knex
  /** Runs the ledger's migrations. */
  migrate(): Promise<void>
  drop(): Promise<void>
}

const connection = (database: string) => ({
  host: process.env.DB_HOST,
  port: Number(process.env.DB_PORT),
  user: process.env.DB_USERNAME,
  password: process.env.DB_PASSWORD,
  database,
})

/** An empty database. */
export async function createLedgerDatabase(): Promise<LedgerDatabase> {
  const name = `ledger_${randomBytes(6).toString("hex")}`
  const server = knex({ client: "pg", connection: connection("postgres"), pool: { min: 0, max: 1 } })
  await server.raw("create database ??", [name])
  const database = knex({ client: "pg", connection: connection(name), pool: { min: 0, max: 8 } })
  return {
    knex: database,
    migrate: () => migrate(database),
    drop: async () => {
      await database.destroy()
      await server.raw("drop database ??", [name])
      await server.destroy()
    },
  }
}

/** As Medusa runs them: one after the other, all statements of each in one transaction. */
async function migrate(database: Knex): Promise<void> {
  const names = readdirSync(MIGRATIONS).filter((name) => /^Migration\d+\.ts$/.test(name))
  for (const name of names.sort()) {
    const loaded = (await import(join(MIGRATIONS, name))) as Record<
      string,
      new (...unused: unknown[]) => Migration
    >
    const migration = new loaded[name.replace(".ts", "")]!()
    await migration.up()
    await database.transaction(async (trx) => {
      for (const statement of migration.getQueries()) await trx.raw(statement as string)
    })
  }
}
