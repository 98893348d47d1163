import type { Entry } from "../../src/background"
import type { Runtime } from "../../src/core"
import { systemRuntime } from "../../src/core/runtime"
import { openEntry } from "../../src/gateways/entry"
import { m2cerber } from "../../src/gateways/m2cerber/gateway"
import { tegro } from "../../src/gateways/tegro/gateway"
import {
  DEFAULT_M2CERBER_MERCHANT,
  DEFAULT_TEGRO_SHOP,
  startSimulator,
  type Simulator,
} from "../../src/simulator"

/** Both gateways as they are, with their simulator in this process by the same clock. */
export interface Simulated {
  tegro: Entry
  m2cerber: Entry
  simulator: Simulator
  /** Requests since the last look, by gateway and method: "tegro order". */
  takeCalls(): Map<string, number>
}

const CALL = /^((?:tegro|m2cerber) \S+) → /

export async function startSimulated(now: () => number): Promise<Simulated> {
  let calls = new Map<string, number>()
  const log = (line: string) => {
    const [, call] = CALL.exec(line) ?? []
    if (call) calls.set(call, (calls.get(call) ?? 0) + 1)
  }
  const simulator = await startSimulator({ now, log })
  const runtime: Runtime = { ...systemRuntime(), now }
  const tegroOptions = {
    shopId: DEFAULT_TEGRO_SHOP.publicKey,
    apiKey: DEFAULT_TEGRO_SHOP.apiKey,
    secretKey: DEFAULT_TEGRO_SHOP.secretKey,
    baseUrl: `${simulator.tegroUrl}/`,
  }
  const m2cerberOptions = {
    merchantId: DEFAULT_M2CERBER_MERCHANT.merchId,
    secretKey: DEFAULT_M2CERBER_MERCHANT.secretKey,
    callbackBaseUrl: "https://shop.example/",
    baseUrl: simulator.m2cerberUrl,
  }
  return {
    tegro: { providerId: "pp_tegro_main", gateway: openEntry(tegro, tegroOptions, runtime) },
    m2cerber: { providerId: "pp_m2cerber_main", gateway: openEntry(m2cerber, m2cerberOptions, runtime) },
    simulator,
    takeCalls: () => {
      const taken = calls
      calls = new Map()
      return taken
    },
  }
}
