import { openGateways } from "../support/accounts"
import { alternate, type Peer } from "../support/peers"
import type { Plugin } from "../support/plugin"
import type { SimulatorProcess } from "../support/simulator"
import { median, spreadOf, type Spread } from "../support/statistics"
import { callCases, type CallCase } from "./cases"
import { bareAxios, bareHttp, type BareClient } from "./clients"

/** One call and its peers, in milliseconds. */
export interface CallResult {
  name: string
  ours: Spread
  axios: Spread
  http: Spread
  /** Median of the differences between calls made side by side. */
  overAxios: number
  overHttp: number
}

const TURNS_PER_BATCH = 100

/** Measures what the plugin adds to a call of a gateway. */
export async function measureCalls(
  plugin: Plugin,
  simulator: SimulatorProcess,
  batches: number,
): Promise<CallResult[]> {
  const cases = callCases(plugin, openGateways(plugin, simulator), simulator)
  const axios = bareAxios()
  const http = bareHttp()
  try {
    const results: CallResult[] = []
    for (const one of cases) results.push(await measureCase(one, axios.send, http.send, simulator, batches))
    return results
  } finally {
    axios.close()
    http.close()
  }
}

async function measureCase(
  one: CallCase,
  axios: BareClient,
  http: BareClient,
  simulator: SimulatorProcess,
  batches: number,
): Promise<CallResult> {
  const peers: Peer[] = [
    { name: "ours", run: () => timed(one.ours) },
    { name: "axios", run: () => timedPeer(one, axios) },
    { name: "http", run: () => timedPeer(one, http) },
  ]
  const samples: Record<string, number[]> = { ours: [], axios: [], http: [] }
  for (let batch = -2; batch < batches; batch++) {
    // The simulator's books are emptied now and then, or its own look-ups would become what is measured.
    await simulator.reset()
    await one.prepare()
    const taken = await alternate(peers, { warmUp: 3, rounds: TURNS_PER_BATCH })
    if (batch >= 0) for (const [name, more] of Object.entries(taken)) samples[name]?.push(...more)
  }
  const { ours = [], axios: viaAxios = [], http: viaHttp = [] } = samples
  const over = (peer: number[]) => median(ours.map((time, index) => time - (peer[index] ?? NaN)))
  return {
    name: one.name,
    ours: spreadOf(ours),
    axios: spreadOf(viaAxios),
    http: spreadOf(viaHttp),
    overAxios: over(viaAxios),
    overHttp: over(viaHttp),
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

async function timedPeer(one: CallCase, send: BareClient): Promise<number> {
  const request = one.request()
  const started = performance.now()
  const answer = await send(request)
  const took = performance.now() - started
  if (!one.isSuccess(answer)) throw new Error(`${one.name}: a peer was refused: ${JSON.stringify(answer)}`)
  return took
}
