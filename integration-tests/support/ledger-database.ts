import { randomBytes } from "node:crypto"
import { knex, type Knex } from "@medusajs/framework/mikro-orm/knex"
import { Migration20261125190000 } from "../../src/modules/gateway-ledger/migrations/Migration20261125190000"
import { Migration20261125223000 } from "../../src/modules/gateway-ledger/migrations/Migration20261125223000"

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

/** In the order in which Medusa runs them. */
const MIGRATIONS = [Migration20261125190000, Migration20261125223000]

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
