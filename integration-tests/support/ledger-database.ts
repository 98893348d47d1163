import { randomBytes } from "node:crypto"
import { knex, type Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Client } from "@medusajs/framework/pg"
import { Migration20261125190000 } from "../../src/modules/gateway-ledger/migrations/Migration20261125190000"
import { Migration20261125223000 } from "../../src/modules/gateway-ledger/migrations/Migration20261125223000"
import { Migration20261125230500 } from "../../src/modules/gateway-ledger/migrations/Migration20261125230500"

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

/** In the order in which Medusa runs them. */
const MIGRATIONS = [Migration20261125190000, Migration20261125223000, Migration20261125230500]

/** As Medusa runs it: all statements in one transaction. */
async function migrate(database: Knex): Promise<void> {
  await database.transaction(async (trx) => {
    for (const Migration of MIGRATIONS) {
      const migration = new Migration(undefined as never, undefined as never)
      await migration.up()
      for (const statement of migration.getQueries()) await trx.raw(statement as string)
    }
  })
}
