import { mkdirSync, mkdtempSync } from "node:fs"
import { rm } from "node:fs/promises"
import { join } from "node:path"

import { createDatabase } from "../../tools/database"
import { startEmbeddedPostgres } from "../../tools/embedded-postgres"
import { runProcess } from "../../tools/process"
import type { Shutdown } from "../../tools/shutdown"
import type { Addresses } from "./accounts"
import { MEDUSA_CLI, OUT, STORE } from "./paths"
import { storeEnvironment } from "./store-environment"

const DATABASE = "medusa_bench"

/**
 * A database of its own with Medusa's tables and the plugin's; its address. Never that of DATABASE_URL: it would be
 * migrated.
 */
export async function migratedDatabase(
  addresses: Addresses,
  shutdown: Shutdown,
  { durable = false } = {},
): Promise<string> {
  mkdirSync(OUT, { recursive: true })
  const folder = mkdtempSync(join(OUT, "postgres-"))
  shutdown.add(() => rm(folder, { recursive: true, force: true }))
  const server = await startEmbeddedPostgres({ dataDir: join(folder, "data"), durable })
  shutdown.add(() => server.stop())
  await createDatabase(server.url(), DATABASE)
  const databaseUrl = server.url(DATABASE)
  await runProcess({
    name: "migrations",
    command: process.execPath,
    args: [MEDUSA_CLI, "db:migrate"],
    cwd: STORE,
    env: { ...storeEnvironment(databaseUrl, addresses, "yes"), MEDUSA_DISABLE_TELEMETRY: "true" },
    logFile: join(OUT, "migrations.log"),
  })
  return databaseUrl
}
