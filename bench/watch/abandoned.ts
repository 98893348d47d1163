import { Money, type PaymentStatus } from "../../src/core"
import type { Entry } from "../../src/background"
import { HOUR, MINUTE } from "../../src/core/pace"
import { Shop, TICK_MS } from "./shop"
import { startSimulated, type Simulated } from "./simulated"
import type { VirtualLedger } from "./virtual-ledger"

/** What a payment costs that nobody ever makes. */
export interface Abandoned {
  name: string
  /** Questions about this payment. */
  calls: number
  statements: number
  /** After so many hours nobody asks any more. */
  hours: number
  /** As what it ended. */
  status: PaymentStatus
}

interface Story {
  name: string
  gateway: "tegro" | "m2cerber"
  sum: Money
  /** Requests about one payment. */
  questions: readonly string[]
  /** The shopper chooses another way to pay after so long. */
  supersededAfterMs?: number
}

const TEGRO = { gateway: "tegro", sum: Money.of("10.00", "RUB"), questions: ["tegro order"] } as const
const M2CERBER = {
  gateway: "m2cerber",
  sum: Money.of("10.00", "AZN"),
  questions: ["m2cerber get_status"],
} as const

const STORIES: readonly Story[] = [
  { ...TEGRO, name: "Tegro, the shopper leaves" },
  { ...TEGRO, name: "Tegro, another way is chosen after 2 min", supersededAfterMs: 2 * MINUTE },
  { ...M2CERBER, name: "m2cerber, the shopper leaves" },
  { ...M2CERBER, name: "m2cerber, another way is chosen after 2 min", supersededAfterMs: 2 * MINUTE },
]

/** One session alone, so that no page of the gateway's list shows many at once; from its beginning until nobody asks. */
export async function measureAbandoned(store: VirtualLedger): Promise<Abandoned[]> {
  const results: Abandoned[] = []
  for (const story of STORIES) {
    await store.empty()
    const simulated = await startSimulated(store.time.read)
    try {
      results.push(await live(store, simulated, story))
    } finally {
      await simulated.simulator.stop()
    }
  }
  return results
}

const LONGEST_MS = 500 * 24 * HOUR

async function live(store: VirtualLedger, simulated: Simulated, story: Story): Promise<Abandoned> {
  const { ledger, time } = store
  const entry: Entry = simulated[story.gateway]
  const shop = new Shop(store, [entry])
  const begun = time.read()
  const id = await shop.begin(entry.providerId, entry.gateway, story.sum)
  simulated.takeCalls()
  let calls = 0
  let statements = 0
  let isSuperseded = story.supersededAfterMs === undefined
  for (let attempt = await ledger.attempts.get(id); attempt.next_check_at !== null;) {
    if (attempt.next_check_at.getTime() > begun + LONGEST_MS) break
    const due = tickAfter(begun, attempt.next_check_at.getTime())
    if (!isSuperseded && due >= begun + (story.supersededAfterMs ?? 0)) {
      await ledger.attempts.record(
        id,
        { superseded_at: new Date(time.read()) },
        { kind: "done", road: "checkout" },
      )
      isSuperseded = true
    }
    await time.moveTo(due)
    const before = store.statements()
    await shop.tick()
    await shop.idle()
    statements += store.statements() - before
    const taken = simulated.takeCalls()
    for (const question of story.questions) calls += taken.get(question) ?? 0
    attempt = await ledger.attempts.get(id)
  }
  const { status } = await ledger.attempts.get(id)
  return { name: story.name, calls, statements, hours: (time.read() - begun) / HOUR, status }
}

/** Nothing happens between the times at which it is due. */
const tickAfter = (begun: number, due: number) => begun + Math.ceil((due - begun) / TICK_MS) * TICK_MS
