import { join } from "node:path"

import { provideDatabase, type ProvidedDatabase } from "../../tools/database"
import { freePort } from "../../tools/free-port"
import type { RunningProcess } from "../../tools/process"
import type { Shutdown } from "../../tools/shutdown"
import { seedShop } from "../seed"
import { buildPlugin, buildStore, buildStorefront } from "./builds"
import { provideCredentials, type Credentials } from "./credentials"
import { medusaUrl, migrate, startMedusa } from "./medusa"
import { DATA, STOREFRONT } from "./paths"
import { simulateGateways, type Simulator } from "./simulator"
import { serveStorefront } from "./static-server"
import type { Steps } from "../../tools/steps"

/** Which shop to start. */
export interface ShopOptions {
  /** Folder of this shop's database and logs. */
  folder: string
  /** Whether to build and serve the storefront. */
  storefront: boolean
  /** Whether to use the usual ports where they are free; otherwise any. */
  usualPorts: boolean
  /** What Medusa's environment says besides, once the storefront's address is known. */
  environment?: (storefrontUrl: string) => Record<string, string>
}

/** A running shop. */
export interface Shop {
  medusaUrl: string
  storefrontUrl: string
  publishableKey: string
  credentials: Credentials
  simulator: Simulator
  /** The shop's "Public KEY" in Tegro's cabinet. */
  tegroShopId: string
  medusa: RunningProcess
  databaseUrl: string
}

interface Ports {
  medusa: number
  storefront: number
  simulator: number
}

/** Starts everything a shop consists of, as much of it side by side as is of use. */
export async function startShop(options: ShopOptions, steps: Steps, shutdown: Shutdown): Promise<Shop> {
  const logs = join(options.folder, "logs")
  const credentials = provideCredentials(join(DATA, "credentials.json"))
  const ports = await choosePorts(options)
  const urls = { medusaUrl: medusaUrl(ports.medusa), storefrontUrl: `http://localhost:${ports.storefront}` }

  const [database] = await Promise.all([
    openDatabase(options, steps, shutdown),
    steps.run("plugin build", buildPlugin),
  ])
  // The storefront's bundle contains the plugin's components, as they were just built.
  const storefront = options.storefront ? steps.run("storefront build", buildStorefront) : undefined
  const gateways = await steps.run("simulated gateways", async () => {
    const started = await simulateGateways(ports.simulator, join(logs, "simulator.log"), urls)
    shutdown.add(() => started.simulator.stop())
    return started
  })
  const run = {
    databaseUrl: database.url,
    port: ports.medusa,
    credentials,
    logs,
    ...urls,
    gateways: { ...gateways.environment, ...options.environment?.(urls.storefrontUrl) },
  }
  await Promise.all([
    storefront,
    steps.run("migrations and admin user", (remark) => migrate(run, remark)),
    steps.run("store and dashboard build", buildStore),
  ])
  const medusa = await steps.run("Medusa", () => startMedusa(run))
  shutdown.add(() => medusa.stop())
  const publishableKey = await steps.run("catalogue", () => seedShop({ ...urls, ...credentials }))
  if (options.storefront) {
    const config = { medusaUrl: urls.medusaUrl, publishableKey }
    shutdown.add(await serveStorefront(join(STOREFRONT, "dist"), ports.storefront, config))
  }
  const { simulator, tegroShopId } = gateways
  return { ...urls, publishableKey, credentials, simulator, tegroShopId, medusa, databaseUrl: database.url }
}

// The demo itself is found at the same addresses each time, if they are free; a check keeps out of its way.
async function choosePorts({ usualPorts }: ShopOptions): Promise<Ports> {
  const choose = (usual: number) => (usualPorts ? freePort(usual) : freePort())
  return { medusa: await choose(9000), storefront: await choose(8000), simulator: await choose(9010) }
}

async function openDatabase(
  options: ShopOptions,
  steps: Steps,
  shutdown: Shutdown,
): Promise<ProvidedDatabase> {
  const database = await steps.run("database", async (remark) => {
    const provided = await provideDatabase({
      name: "medusa_demo",
      dataDir: join(options.folder, "postgres"),
      durable: true,
    })
    shutdown.add(() => provided.stop())
    if (!provided.embedded) remark("yours, by DATABASE_URL")
    return provided
  })
  if (database.notice) steps.say(`  ${database.notice}`)
  return database
}
