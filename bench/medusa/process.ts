import { join } from "node:path"

import { freePort } from "../../tools/free-port"
import { startProcess } from "../../tools/process"
import { sleep } from "../../tools/sleep"
import { waitForHttp } from "../../tools/wait-for-http"
import type { Addresses } from "../support/accounts"
import { CHILDREN, OUT, STORE } from "../support/paths"
import { storeEnvironment } from "../support/store-environment"

/** What a shopper needs of the store. */
export interface Catalog {
  publishableKey: string
  salesChannelId: string
  regionId: string
  variantId: string
}

/** What the process has done since it was started. */
export interface Cost {
  /** SQL, `begin` and `commit` too. */
  statements: number
  /** Requests to Tegro by the method of its API. */
  calls: Record<string, number>
  cpuMs: number
}

/** A Medusa with the plugin, in a process of its own. */
export interface MedusaProcess {
  url: string
  /** Made when it is first asked for; a region's countries are taken once. */
  catalog(): Promise<Catalog>
  /** One sweep; how many attempts were due. */
  sweep(): Promise<{ attempts: number }>
  cost(): Promise<Cost>
  /** Resolves when the process does next to nothing any more. */
  idle(): Promise<void>
  stop(): Promise<void>
}

const LOOK_MS = 250
const IDLE_BELOW = 0.05
const LOOKS = 1_200

/** Boots the store as a merchant runs it; the scheduled sweep is switched off, so that it disturbs nothing. */
export async function startMedusa(databaseUrl: string, addresses: Addresses): Promise<MedusaProcess> {
  const [port, controlPort] = [await freePort(), await freePort()]
  const server = startProcess({
    name: "medusa",
    command: process.execPath,
    args: [join(CHILDREN, "medusa.mjs"), String(port), String(controlPort)],
    cwd: STORE,
    env: {
      ...storeEnvironment(databaseUrl, addresses, "yes"),
      BENCH_SWEEP: "no",
      NODE_ENV: "production",
      LOG_LEVEL: "warn",
      MEDUSA_DISABLE_TELEMETRY: "true",
      // The runner's own hooks.
      NODE_OPTIONS: "",
    },
    logFile: join(OUT, "medusa.log"),
  })
  const control = `http://127.0.0.1:${controlPort}`
  await waitForHttp(`${control}/health`, server)
  const ask = async <T>(action: string): Promise<T> => {
    const answer = await fetch(`${control}/${action}`)
    if (!answer.ok) throw new Error(`${action}: ${await answer.text()}`)
    return (await answer.json()) as T
  }
  let catalog: Promise<Catalog> | undefined
  const idle = async () => {
    await ask("utilization")
    for (let look = 0; look < LOOKS; look++) {
      await sleep(LOOK_MS)
      if ((await ask<{ utilization: number }>("utilization")).utilization < IDLE_BELOW) return
    }
    throw new Error("Medusa does not become idle")
  }
  return {
    url: `http://127.0.0.1:${port}`,
    catalog: () => (catalog ??= ask("catalog")),
    sweep: () => ask("sweep"),
    cost: () => ask("cost"),
    idle,
    stop: () => server.stop(),
  }
}
