import { measureInChild } from "./support/child"
import { alternate, type Peer } from "./support/peers"
import { median } from "./support/statistics"

/** How long it takes to load something, in milliseconds. */
export interface RequireResult {
  name: string
  best: number
  median: number
  /** Files that came with it. */
  files: number
}

interface Loaded {
  times: { name: string; ms: number; files: number }[]
}

const ENTRY = "medusa-payment-gateways/providers"

/** What any provider finds loaded: it is Medusa that loads providers. */
const MEDUSA = ["@medusajs/framework/utils", "@medusajs/framework/zod", "@medusajs/framework/types"]

/** What is loaded, in this order; the times of the last `counted` of them are added up. */
const LOADS: { name: string; modules: string[]; counted: number }[] = [
  { name: "axios alone", modules: ["axios"], counted: 1 },
  { name: "Medusa's own modules", modules: MEDUSA, counted: MEDUSA.length },
  { name: "tegro entry, nothing loaded before", modules: [`${ENTRY}/tegro`], counted: 1 },
  { name: "m2cerber entry, nothing loaded before", modules: [`${ENTRY}/m2cerber`], counted: 1 },
  { name: "axios inside Medusa", modules: [...MEDUSA, "axios"], counted: 1 },
  {
    name: "tegro entry inside Medusa, beyond axios",
    modules: [...MEDUSA, "axios", `${ENTRY}/tegro`],
    counted: 1,
  },
  {
    name: "m2cerber entry inside Medusa, beyond axios",
    modules: [...MEDUSA, "axios", `${ENTRY}/m2cerber`],
    counted: 1,
  },
  {
    name: "both entries inside Medusa, beyond axios",
    modules: [...MEDUSA, "axios", `${ENTRY}/tegro`, `${ENTRY}/m2cerber`],
    counted: 2,
  },
]

/** Measures loading, each time in a fresh process. */
export async function measureRequire(rounds: number): Promise<RequireResult[]> {
  const files = new Map<string, number>()
  const peers = LOADS.map(({ name, modules, counted }): Peer => {
    const run = async () => {
      const { times } = await measureInChild<Loaded>("require.mjs", modules)
      const last = times.slice(-counted)
      files.set(
        name,
        last.reduce((sum, one) => sum + one.files, 0),
      )
      return last.reduce((sum, one) => sum + one.ms, 0)
    }
    return { name, run }
  })
  // The first round fills the system's file cache.
  const samples = await alternate(peers, { warmUp: 1, rounds })
  return Object.entries(samples).map(([name, times]) => ({
    name,
    best: Math.min(...times),
    median: median(times),
    files: files.get(name) ?? 0,
  }))
}
