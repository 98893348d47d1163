import { mkdirSync, mkdtempSync } from "node:fs"
import { rm } from "node:fs/promises"
import { join } from "node:path"

import { createDatabase } from "../../tools/database"
import { startEmbeddedPostgres } from "../../tools/embedded-postgres"
import { runProcess } from "../../tools/process"
import type { Shutdown } from "../../tools/shutdown"
import { DEFAULT_M2CERBER_MERCHANT, DEFAULT_TEGRO_SHOP } from "../../src/simulator/options"
import type { Addresses } from "../support/accounts"
import { measureInChild } from "../support/child"
import { MEDUSA_CLI, OUT, STORE } from "../support/paths"
import { alternate, type Peer } from "../support/peers"
import { median } from "../support/statistics"

/** Memory of a booted Medusa, medians over all boots, in bytes. */
export interface MemoryResult {
  name: string
  /** `heapUsed` and `external` after garbage collection. */
  used: number
  rss: number
  bootMs: number
  boots: number
  /** Whether axios was in memory before the bench or the plugin asked for it. */
  axiosWasLoaded: boolean
}

interface Boot {
  heapUsed: number
  external: number
  rss: number
  bootMs: number
  axiosWasLoaded: boolean
}

const VARIANTS = [
  { name: "Medusa", plugin: "no", providers: "pp_system_default:rub", extra: "" },
  { name: "Medusa and axios", plugin: "no", providers: "pp_system_default:rub", extra: "axios" },
  {
    name: "Medusa and the plugin",
    plugin: "yes",
    providers: "pp_tegro_main:rub,pp_m2cerber_main:azn",
    extra: "",
  },
]

const DATABASE = "medusa_bench"

/** Boots Medusa with the plugin and without, in turns, and weighs it after a payment has been asked for. */
export async function measureMemory(
  addresses: Addresses,
  rounds: number,
  shutdown: Shutdown,
): Promise<MemoryResult[]> {
  const databaseUrl = await migratedDatabase(addresses, shutdown)
  const boots = new Map<string, Boot[]>(VARIANTS.map(({ name }) => [name, []]))
  const peers = VARIANTS.map((variant): Peer => {
    const run = async () => {
      const env = environment(databaseUrl, addresses, variant.plugin)
      const options = { nodeFlags: ["--expose-gc"], env }
      const boot = await measureInChild<Boot>("boot.mjs", [variant.providers, variant.extra], options)
      boots.get(variant.name)?.push(boot)
      return boot.heapUsed
    }
    return { name: variant.name, run }
  })
  await alternate(peers, { warmUp: 0, rounds })
  return [...boots].map(([name, all]) => ({
    name,
    used: median(all.map(({ heapUsed, external }) => heapUsed + external)),
    rss: median(all.map(({ rss }) => rss)),
    bootMs: median(all.map(({ bootMs }) => bootMs)),
    boots: all.length,
    axiosWasLoaded: all.every(({ axiosWasLoaded }) => axiosWasLoaded),
  }))
}

async function migratedDatabase(addresses: Addresses, shutdown: Shutdown): Promise<string> {
  mkdirSync(OUT, { recursive: true })
  const folder = mkdtempSync(join(OUT, "postgres-"))
  shutdown.add(() => rm(folder, { recursive: true, force: true }))
  // Never the database of DATABASE_URL: it would be migrated.
  const server = await startEmbeddedPostgres({ dataDir: join(folder, "data") })
  shutdown.add(() => server.stop())
  await createDatabase(server.url(), DATABASE)
  const databaseUrl = server.url(DATABASE)
  await runProcess({
    name: "migrations",
    command: process.execPath,
    args: [MEDUSA_CLI, "db:migrate"],
    cwd: STORE,
    env: { ...environment(databaseUrl, addresses, "yes"), MEDUSA_DISABLE_TELEMETRY: "true" },
    logFile: join(OUT, "migrations.log"),
  })
  return databaseUrl
}

function environment(databaseUrl: string, addresses: Addresses, plugin: string): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    BENCH_PLUGIN: plugin,
    TEGRO_SHOP_ID: DEFAULT_TEGRO_SHOP.publicKey,
    TEGRO_API_KEY: DEFAULT_TEGRO_SHOP.apiKey,
    TEGRO_SECRET_KEY: DEFAULT_TEGRO_SHOP.secretKey,
    TEGRO_BASE_URL: addresses.tegroUrl,
    M2CERBER_MERCHANT_ID: DEFAULT_M2CERBER_MERCHANT.merchId,
    M2CERBER_SECRET_KEY: DEFAULT_M2CERBER_MERCHANT.secretKey,
    M2CERBER_BASE_URL: addresses.m2cerberUrl,
  }
}
