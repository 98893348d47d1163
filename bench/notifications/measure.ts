import { sleep } from "../../tools/sleep"
import type { BenchStore } from "../medusa/bench-store"
import { createPending, forgetAll } from "../medusa/pending"
import { alternate, type Peer } from "../support/peers"
import { percentile } from "../support/statistics"
import { postAll } from "./load"
import { signedNotification } from "./signed"

/** How fast notifications are acknowledged at one number of connections and one share of duplicates. */
export interface NotificationResult {
  connections: number
  /** 0 … 1; with 1, all of them come again after they were settled, so that nothing but the answer is left to do. */
  duplicates: number
  ours: Acknowledged
  medusa: Acknowledged
}

/** Milliseconds until the answer, and the work that was left after the last one. */
export interface Acknowledged {
  p50: number
  p95: number
  p99: number
  perSecond: number
  samples: number
  /** Share of the payments whose gateway had been asked when the last answer came. */
  settledMeanwhile: number
  /** Seconds from the last answer until all work was done. */
  leftSeconds: number
}

interface Round {
  times: number[]
  seconds: number
  settledMeanwhile: number
  leftSeconds: number
}

const CONNECTIONS = [1, 10, 50]
const DUPLICATES = [0, 0.5, 0.9, 1]

/** So many different ones come again in the last of these cases. */
const SETTLED_BEFORE = 40

/** How long Medusa keeps an event of its own route back. */
const MEDUSA_DELAY_MS = 5_000

const ROUTES = { ours: "hooks/payment-gateways/tegro_main", medusa: "hooks/payment/tegro_main" }
type Route = keyof typeof ROUTES

/** Measures acknowledgement beside Medusa's own route, in turns. */
export async function measureNotifications(
  store: BenchStore,
  { rounds, posts }: { rounds: number; posts: number },
): Promise<NotificationResult[]> {
  await forgetAll(store)
  for (const route of ["ours", "medusa"] as const) await measureRound(store, route, 10, 0.5, posts)
  const results: NotificationResult[] = []
  for (const duplicates of DUPLICATES) {
    for (const connections of CONNECTIONS) {
      const taken: Record<Route, Round[]> = { ours: [], medusa: [] }
      const peers = (["ours", "medusa"] as const).map((route): Peer => {
        const run = async () => {
          const round = await measureRound(store, route, connections, duplicates, posts)
          taken[route].push(round)
          return round.seconds
        }
        return { name: route, run }
      })
      await alternate(peers, { warmUp: 0, rounds })
      results.push({ connections, duplicates, ours: summary(taken.ours), medusa: summary(taken.medusa) })
    }
  }
  return results
}

async function measureRound(
  store: BenchStore,
  route: Route,
  connections: number,
  duplicates: number,
  posts: number,
): Promise<Round> {
  const { medusa, simulator, plugin, gateways } = store
  await simulator.reset()
  const fresh = duplicates === 1 ? SETTLED_BEFORE : Math.round(posts * (1 - duplicates))
  const payments = await createPending(store, fresh)
  const bodies = payments.map((payment) => signedNotification(plugin, gateways, payment))
  const url = `${medusa.url}/${ROUTES[route]}`
  if (duplicates === 1) {
    await postAll(url, bodies, 1)
    await workDone(store, route)
  }
  const asked = async () => (await medusa.cost()).calls.order ?? 0
  const before = await asked()
  const { times, seconds } = await postAll(url, withDuplicates(bodies, posts), connections)
  const acknowledged = performance.now()
  const settled = (await asked()) - before
  await workDone(store, route)
  return {
    times,
    seconds,
    settledMeanwhile: Math.min(1, settled / fresh),
    leftSeconds: (performance.now() - acknowledged) / 1000,
  }
}

/** Nothing of one round may be left to disturb the next one. */
async function workDone({ medusa }: BenchStore, route: Route): Promise<void> {
  if (route === "medusa") await sleep(MEDUSA_DELAY_MS)
  await medusa.idle()
}

/** Each is followed by its share of copies of what was sent before, evenly spread. */
function withDuplicates(bodies: readonly string[], posts: number): string[] {
  const sent: string[] = []
  let fresh = 0
  for (let index = 0; index < posts; index++) {
    const due = Math.floor(((index + 1) * bodies.length) / posts) > fresh || index === 0
    sent.push((due ? bodies[fresh++] : bodies[(index * 7919) % fresh]) ?? "")
  }
  return sent
}

function summary(rounds: readonly Round[]): Acknowledged {
  const times = rounds.flatMap((round) => round.times)
  const seconds = rounds.reduce((sum, round) => sum + round.seconds, 0)
  const mean = (of: (round: Round) => number) => rounds.reduce((sum, one) => sum + of(one), 0) / rounds.length
  return {
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    p99: percentile(times, 0.99),
    perSecond: times.length / seconds,
    samples: times.length,
    settledMeanwhile: mean((round) => round.settledMeanwhile),
    leftSeconds: mean((round) => round.leftSeconds),
  }
}
