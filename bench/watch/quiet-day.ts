import { Money } from "../../src/core"
import { HOUR, MINUTE } from "../../src/core/pace"
import { Shop, TICK_MS } from "./shop"
import { startSimulated } from "./simulated"
import type { VirtualLedger } from "./virtual-ledger"

/** What a shop costs in which nothing happens. */
export interface QuietDay {
  hours: number
  runs: number
  /** Requests by gateway and method: "tegro orders". */
  calls: Record<string, number>
  statements: number
  cpuMs: number
}

/** Payments in the gateway's list, all of them over: three pages of it. */
const HISTORY = 50
const WARM_UP_MS = 30 * HOUR

/** Every run of so many hours: the schedule comes each ten seconds, and nothing is due but what has a schedule of its own. */
export async function measureQuietDay(store: VirtualLedger, { hours }: { hours: number }): Promise<QuietDay> {
  await store.empty()
  const { time } = store
  const simulated = await startSimulated(time.read)
  try {
    const shop = new Shop(store, [simulated.tegro, simulated.m2cerber])
    const { providerId, gateway } = simulated.tegro
    for (let i = 0; i < HISTORY; i++) await shop.begin(providerId, gateway, Money.of("10.00", "RUB"))
    await runFor(store, shop, WARM_UP_MS, 10 * MINUTE)
    await store.knex("payment_attempt").update({ next_check_at: null })
    simulated.takeCalls()
    const [statements, cpu] = [store.statements(), process.cpuUsage()]
    const runs = await runFor(store, shop, hours * HOUR, TICK_MS)
    const { user, system } = process.cpuUsage(cpu)
    return {
      ...{ hours, runs, calls: Object.fromEntries(simulated.takeCalls()) },
      ...{ statements: store.statements() - statements, cpuMs: (user + system) / 1000 },
    }
  } finally {
    await simulated.simulator.stop()
  }
}

async function runFor({ time }: VirtualLedger, shop: Shop, ms: number, everyMs: number): Promise<number> {
  const until = time.read() + ms
  let runs = 0
  for (; time.read() < until; runs++) {
    await time.moveTo(time.read() + everyMs)
    await shop.tick()
    await shop.idle()
  }
  return runs
}
