import { randomBytes } from "node:crypto"
import { readdirSync } from "node:fs"
import { join } from "node:path"
import { knex, type Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Migration } from "@medusajs/framework/mikro-orm/migrations"
import type { Client } from "@medusajs/framework/pg"

const MIGRATIONS = join(__dirname, "../../src/modules/gateway-ledger/migrations")

/** A database of its own on the tests' server, without a Medusa. */
export interface LedgerDatabase {
  knex: Knex
  /** Runs the ledger's migrations. */
  migrate(): Promise<void>
  /** Another database with all that is in this one. */
  copy(): Promise<LedgerDatabase>
  /** Another way into it, by an account that may do less. */
  as(role: string): Knex
  drop(): Promise<void>
}

const connection = (database: string) => ({
  host: process.env.DB_HOST,
  port: Number(process.env.DB_PORT),
  user: process.env.DB_USERNAME,
  password: process.env.DB_PASSWORD,
  database,
})

/** An empty database, or a copy of one. */
export async function createLedgerDatabase(template?: string): Promise<LedgerDatabase> {
  const name = `ledger_${randomBytes(6).toString("hex")}`
  const server = knex({ client: "pg", connection: connection("postgres"), pool: { min: 0, max: 1 } })
  await server.raw("create database ?? template ??", [name, template ?? "template1"])
  const pool = { min: 0, max: 8 }
  const database = knex({ client: "pg", connection: connection(name), pool })
  const others: Knex[] = []
  return {
    knex: database,
    migrate: () => migrate(database),
    copy: async () => {
      // Nobody may be at work in a database that is copied.
      await server.raw("select pg_terminate_backend(pid) from pg_stat_activity where datname = ?", [name])
      return createLedgerDatabase(name)
    },
    as: (role) => {
      const afterCreate = (client: Client, done: (error: Error | null, client: Client) => void) =>
        client.query(`set role ${role}`, (error) => done(error, client))
      const other = knex({ client: "pg", connection: connection(name), pool: { ...pool, afterCreate } })
      others.push(other)
      return other
    },
    drop: async () => {
      for (const one of [database, ...others]) await one.destroy()
      await server.raw("drop database ?? with (force)", [name])
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
