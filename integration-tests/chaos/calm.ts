import { sleep } from "../../tools/sleep"
import type { Random } from "./random"
import type { Tally } from "./tally"
import type { World } from "./world"

const MOST_SWEEPS = 20

/** What is calmed: a part of the store, or all of it without `collections`. */
export interface Calming {
  world: World
  tally: Tally
  random: Random
  /** Notifications that were lost for now. */
  late: readonly string[]
  collections?: readonly string[]
}

/** The weather clears: everybody works again, what was held or only late arrives, and the sweep does its rounds. */
export async function calm({ world, tally, random, late, collections }: Calming): Promise<void> {
  const { control } = world.simulator
  await clearFaults(world, tally)
  await world.ready()
  await Promise.all(world.instances.map((instance) => instance.beWell()))
  const { notifications } = await control.state()
  const held = notifications.filter(({ phase }) => phase === "held").map(({ id }) => id)
  for (const id of random.shuffled([...held, ...late])) await control.notifications.redeliver(id)
  await control.notifications.idle()
  await settleDown(world, collections)
  await settlePayouts({ world, tally, random })
  await settleForGood(world, collections)
}

const MOST_ROUNDS = 5

/** A completion may break off in Medusa even now, and leaves the cart's lock behind. */
async function settleForGood(world: World, collections?: readonly string[]): Promise<void> {
  let before = ""
  for (let rounds = 0; rounds < MOST_ROUNDS; rounds++) {
    await settleDown(world, collections)
    const now = await world.ledger.digest()
    if (now === before) return
    before = now
  }
}

/** What broke off has had its time, and the sweep does its rounds. */
export async function settleDown(world: World, collections?: readonly string[]): Promise<void> {
  await world.ready()
  await world.endOfLocks()
  await world.ledger.endReadings()
  await sweepUntilQuiet(world, collections)
}

/** What the gateways did wrong is counted where it happened, not where it was planned. */
async function clearFaults(world: World, tally: Tally): Promise<void> {
  const { faults } = await world.simulator.control.state()
  for (const { hits, ...rule } of faults) {
    if (hits > 0) tally.add(`gateway ${nameOf(rule)}`, hits)
  }
  await world.simulator.control.faults.clear()
}

function nameOf({ kind, status, body }: { kind: string; status?: number; body?: string }): string {
  if (kind === "cloudflare") return "Cloudflare page"
  if (kind !== "status" || body === undefined) return kind
  if (status === 404) return "404 page"
  return body === "" ? "empty body" : "error envelope"
}

/** No payout is under way for ever: each is carried out or comes back. */
async function settlePayouts({ world, tally, random }: Pick<Calming, "world" | "tally" | "random">) {
  const { control } = world.simulator
  const { m2cerber } = await control.state()
  for (const { paymentId } of m2cerber.payouts.filter(({ status }) => status === "pending")) {
    const outcome = random.pick(["confirm", "confirm", "cancel"] as const)
    await control.m2cerber.settlePayout(paymentId, outcome)
    tally.add(`payouts settled: ${outcome}`)
  }
  await control.notifications.idle()
}

/**
 * Sweeps, with all that waits made due each time, until two rounds in a row change nothing. While another process still
 * reads a gateway's list, what it shows is to come.
 */
async function sweepUntilQuiet(world: World, collections?: readonly string[]): Promise<void> {
  let before = ""
  for (let quiet = 0, rounds = 0; quiet < 2 && rounds < MOST_SWEEPS; rounds++) {
    await world.ready()
    await world.ledger.makeDue(collections)
    await Promise.all(world.instances.map((instance) => instance.sweep())).catch(() => sleep(500))
    const now = await world.ledger.digest()
    const isReading = await world.ledger.isReading()
    if (isReading) await sleep(200)
    quiet = now === before && !isReading ? quiet + 1 : 0
    before = now
  }
}
