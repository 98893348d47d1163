import { mkdirSync, mkdtempSync } from "node:fs"
import { join } from "node:path"
import { startEmbeddedPostgres, type EmbeddedPostgres } from "../../tools/embedded-postgres"
import { freePort } from "../../tools/free-port"

export interface TestServer {
  postgres: EmbeddedPostgres
  folder: string
}

/** A database server and the ports that Medusa's and the simulator's addresses are made of. Workers inherit them. */
export default async function globalSetup(): Promise<void> {
  const [medusaPort, simulatorPort] = [await freePort(), await freePort()]
  process.env.TEST_RUN = String(process.pid)
  process.env.PORT = String(medusaPort)
  process.env.MEDUSA_URL = `http://127.0.0.1:${medusaPort}`
  process.env.SIMULATOR_URL = `http://127.0.0.1:${simulatorPort}`
  process.env.MEDUSA_DISABLE_TELEMETRY = "true"
  process.env.LOG_LEVEL ??= "warn"
  const { hostname, port, username, password } = new URL(process.env.DATABASE_URL ?? (await startDatabase()))
  // Medusa's test runner switches TLS on for any host that is not called localhost.
  process.env.DB_HOST = hostname === "127.0.0.1" ? "localhost" : hostname
  process.env.DB_PORT = port || "5432"
  process.env.DB_USERNAME = decodeURIComponent(username)
  process.env.DB_PASSWORD = decodeURIComponent(password)
}

async function startDatabase(): Promise<string> {
  const parent = join(__dirname, "..", ".data")
  mkdirSync(parent, { recursive: true })
  const folder = mkdtempSync(join(parent, "postgres-"))
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, "data") })
  ;(globalThis as { testServer?: TestServer }).testServer = { postgres, folder }
  process.stderr.write(`embedded PostgreSQL on port ${postgres.port}\n`)
  return postgres.url()
}
