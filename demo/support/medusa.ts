import { join } from "node:path"

import { Client } from "@medusajs/framework/pg"

import { runProcess, startProcess, type RunningProcess } from "../../tools/process"
import { waitForHttp } from "../../tools/wait-for-http"
import type { Credentials } from "./credentials"
import { DATA, MEDUSA_CLI, ROOT, STORE } from "./paths"
import { hashOf } from "./stamps"

/** How Medusa is run: its environment, and where its logs go. */
export interface MedusaRun {
  databaseUrl: string
  port: number
  storefrontUrl: string
  credentials: Credentials
  /** The environment's names for the gateways' addresses and keys. */
  gateways: Record<string, string>
  logs: string
}

/** Where Medusa answers. */
export const medusaUrl = (port: number) => `http://localhost:${port}`

/** Brings the database up to date and makes the admin's account. Nothing to do when no input has changed. */
export async function migrate(run: MedusaRun, remark: (text: string) => void): Promise<void> {
  const inputs = [join(ROOT, "src/modules"), join(ROOT, "package.json"), join(STORE, "medusa-config.ts")]
  const hash = hashOf(...inputs)
  if ((await readMark(run.databaseUrl)) === hash) return remark("unchanged")
  await medusa(run, "migrations", "db:migrate")
  if (!(await hasUser(run))) {
    const { email, password } = run.credentials
    await medusa(run, "admin-user", "user", "--email", email, "--password", password)
  }
  await writeMark(run.databaseUrl, hash)
}

/** Starts the built store and waits until it answers. */
export async function startMedusa(run: MedusaRun): Promise<RunningProcess> {
  const server = startProcess({
    name: "medusa",
    command: process.execPath,
    args: [MEDUSA_CLI, "start", "--host", "127.0.0.1", "--port", String(run.port)],
    cwd: join(STORE, ".medusa/server"),
    env: environment(run),
    logFile: join(run.logs, "medusa.log"),
  })
  await waitForHttp(`${medusaUrl(run.port)}/health`, server)
  return server
}

async function medusa(run: MedusaRun, name: string, ...args: string[]): Promise<void> {
  await runProcess({
    name,
    command: process.execPath,
    args: [MEDUSA_CLI, ...args],
    cwd: STORE,
    env: environment(run),
    logFile: join(run.logs, `${name}.log`),
  })
}

function environment(run: MedusaRun): Record<string, string> {
  const own = medusaUrl(run.port)
  return {
    NODE_ENV: "production",
    MEDUSA_DISABLE_TELEMETRY: "true",
    // Where Medusa's command line keeps its own settings; by default in the home folder.
    XDG_CONFIG_HOME: join(DATA, "config"),
    DATABASE_URL: run.databaseUrl,
    PORT: String(run.port),
    MEDUSA_URL: own,
    STORE_CORS: run.storefrontUrl,
    ADMIN_CORS: own,
    AUTH_CORS: `${run.storefrontUrl},${own}`,
    JWT_SECRET: run.credentials.jwtSecret,
    COOKIE_SECRET: run.credentials.cookieSecret,
    ...run.gateways,
  }
}

// The mark lies in the database itself, as its comment: it goes where the tables go.
const MARK = "medusa-payment-gateways demo "

async function readMark(databaseUrl: string): Promise<string | undefined> {
  const query = `select shobj_description(oid, 'pg_database') as mark from pg_database
                 where datname = current_database()`
  const [row] = await ask<{ mark: string | null }>(databaseUrl, query)
  return row?.mark?.startsWith(MARK) ? row.mark.slice(MARK.length) : undefined
}

async function writeMark(databaseUrl: string, hash: string): Promise<void> {
  const statement = `do $$ begin execute format('comment on database %I is %L', current_database(), '${MARK}${hash}');
                     end $$`
  await ask(databaseUrl, statement)
}

async function hasUser(run: MedusaRun): Promise<boolean> {
  const rows = await ask(run.databaseUrl, `select 1 from "user" where email = $1`, [run.credentials.email])
  return rows.length > 0
}

async function ask<T extends object>(url: string, query: string, values: string[] = []): Promise<T[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<T>(query, values)).rows
  } finally {
    await client.end()
  }
}
