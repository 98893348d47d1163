import { fork } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import { Client } from "@medusajs/framework/pg"
import type { Catalog } from "./catalog"
import { keepPristine, restorePristine } from "./pristine"

const NAME = `store-${process.env.TEST_RUN}`
const TEMPLATE = `${NAME}-template`

/**
 * A store's database, with a catalog. Migrating it and filling it takes many seconds, so that is done once in a run of
 * the tests; every file of tests begins with a copy, and every test with the rows of the beginning.
 */
export class StoreDatabase {
  readonly url = urlOf(NAME)

  private constructor(
    private readonly server: Client,
    private inside: Client,
    readonly catalog: Catalog,
  ) {}

  static async open(): Promise<StoreDatabase> {
    const server = await connect("postgres")
    const made = await server.query("select from pg_database where datname = $1", [TEMPLATE])
    if (made.rowCount === 0) await makeTemplate(server)
    await copyTemplate(server)
    const inside = await connect(NAME)
    const { rows } = await inside.query("select catalog from pristine.catalog")
    return new StoreDatabase(server, inside, rows[0].catalog)
  }

  /** Everything as it was in the beginning, whatever has been done to rows and tables. */
  async restore(): Promise<void> {
    try {
      await restorePristine(this.inside)
    } catch {
      await this.inside.end()
      await copyTemplate(this.server)
      this.inside = await connect(NAME)
    }
  }

  async close(): Promise<void> {
    await this.inside.end()
    await drop(this.server, NAME)
    await this.server.end()
  }
}

/** Drops what a run of the tests has left on a server that lives on. */
export async function dropStoreDatabases(): Promise<void> {
  const server = await connect("postgres")
  for (const name of [NAME, TEMPLATE]) await drop(server, name)
  await server.end()
}

async function makeTemplate(server: Client): Promise<void> {
  await drop(server, NAME)
  await server.query(`create database "${NAME}"`)
  const catalog = await makeStore(urlOf(NAME))
  const inside = await connect(NAME)
  await keepPristine(inside)
  await inside.query("create table pristine.catalog (catalog jsonb)")
  await inside.query("insert into pristine.catalog values ($1)", [catalog])
  await inside.query("delete from pristine.schema_change")
  await inside.end()
  await server.query(`create database "${TEMPLATE}" template "${NAME}"`)
}

/** See ./make-store.ts */
async function makeStore(databaseUrl: string): Promise<Catalog> {
  const child = fork(join(__dirname, "make-store.ts"), [], {
    execArgv: ["--require", "ts-node/register"],
    env: { ...process.env, TS_NODE_TRANSPILE_ONLY: "true", DATABASE_URL: databaseUrl },
  })
  const [answer] = await Promise.race([once(child, "message"), once(child, "exit")])
  if (typeof answer !== "object") throw new Error(`the store could not be made (exit code ${answer})`)
  if (child.exitCode === null) await once(child, "exit")
  return answer as Catalog
}

async function copyTemplate(server: Client): Promise<void> {
  await drop(server, NAME)
  await server.query(`create database "${NAME}" template "${TEMPLATE}"`)
}

/** Of a database on the server that the tests were given. See ./global-setup.ts */
function urlOf(database: string): string {
  const { DB_HOST, DB_PORT, DB_USERNAME = "", DB_PASSWORD = "" } = process.env
  const account = `${encodeURIComponent(DB_USERNAME)}:${encodeURIComponent(DB_PASSWORD)}`
  return `postgres://${account}@${DB_HOST}:${DB_PORT}/${database}`
}

const drop = (server: Client, name: string) => server.query(`drop database if exists "${name}" with (force)`)

async function connect(name: string): Promise<Client> {
  const client = new Client({ connectionString: urlOf(name) })
  client.on("error", () => undefined)
  await client.connect()
  return client
}
