import type { Shutdown } from "../../tools/shutdown"
import type { Addresses } from "../support/accounts"
import { measureInChild } from "../support/child"
import { alternate, type Peer } from "../support/peers"
import { median } from "../support/statistics"
import { migratedDatabase } from "../support/store-database"
import { storeEnvironment } from "../support/store-environment"

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

const VARIANTS: { name: string; plugin: "yes" | "no"; providers: string; extra: string }[] = [
  { name: "Medusa", plugin: "no", providers: "pp_system_default:rub", extra: "" },
  { name: "Medusa and axios", plugin: "no", providers: "pp_system_default:rub", extra: "axios" },
  {
    name: "Medusa and the plugin",
    plugin: "yes",
    providers: "pp_tegro_main:rub,pp_m2cerber_main:azn",
    extra: "",
  },
]

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
      const env = storeEnvironment(databaseUrl, addresses, variant.plugin)
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
