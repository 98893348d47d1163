import { sleep } from "../../tools/sleep"
import { audit, type Audit, type Finding } from "./audit"
import { readBooks } from "./books"
import { planHistory, type History, type HistorySize } from "./plan"
import { Random } from "./random"
import { ShopperRun } from "./shopper-run"
import { Tally } from "./tally"
import { World } from "./world"

export interface ChaosSettings {
  histories: number
  seed: number
  instances?: number
  /** Only the history of this index. */
  only?: number
  size?: HistorySize
  say?: (line: string) => void
}

export interface ChaosReport {
  histories: number
  tally: [string, number][]
  afterTheStorm: Audit
  daysLater: Audit
  /** What is wrong, with the history it belongs to. */
  findings: (Finding & { history: number | null; when: string })[]
  /** What happened in the histories that went wrong. */
  traces: Map<number, string[]>
  logs: string
  seconds: number
}

const AT_ONCE = 8
const MOST_SWEEPS = 20
/** Longer than any payment is watched. */
const DAYS_LATER = 5

/** Lets the histories happen, clears up, and balances the books: right after, and when all has had its time. */
export async function runChaos(settings: ChaosSettings): Promise<ChaosReport> {
  const { histories: count, seed, instances = 1, only, size, say = () => undefined } = settings
  const started = Date.now()
  const world = await World.start({ instances })
  say(`${instances} Medusa, logs in ${world.logs}; ready after ${seconds(started)} s`)
  let isSound = false
  try {
    const tally = new Tally()
    const forged = new Set<string>()
    const runs = new Map<number, Run>()
    const waiting = Array.from({ length: count }, (_, index) => index).filter(
      (index) => index === (only ?? index),
    )
    const worker = async () => {
      for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) {
        const run = new Run(world, planHistory(seed, index, size), tally, forged)
        runs.set(index, run)
        await run.live()
        if (runs.size % 20 === 0) say(`${runs.size} histories begun after ${seconds(started)} s`)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
    say(`the storm is over after ${seconds(started)} s`)
    await calm(world, [...runs.values()], new Random("calm", seed))
    const wasInterrupted = () => world.kills + world.crashes + world.databaseRestarts > 0
    const afterTheStorm = audit(await readBooks(world), {
      forged,
      isOver: false,
      wasInterrupted: wasInterrupted(),
    })
    say(`all is quiet after ${seconds(started)} s; now days pass`)
    await world.query(`update payment_attempt set created_at = created_at - interval '${DAYS_LATER} days'`)
    await sweepUntilQuiet(world)
    const daysLater = audit(await readBooks(world), {
      forged,
      isOver: true,
      wasInterrupted: wasInterrupted(),
    })

    tally.add("kill -9", world.kills)
    tally.add("database restarts", world.databaseRestarts)
    if (world.crashes) tally.add("processes that ended by themselves", world.crashes)
    const findings = [
      ...located(afterTheStorm.findings, runs, "after the storm"),
      ...located(daysLater.findings, runs, "days later"),
    ]
    isSound = findings.length === 0
    const traces = new Map<number, string[]>()
    for (const { history } of findings) {
      if (history !== null) traces.set(history, runs.get(history)?.traces ?? [])
    }
    return {
      histories: runs.size,
      tally: tally.entries(),
      afterTheStorm,
      daysLater,
      findings,
      traces,
      logs: world.logs,
      seconds: seconds(started),
    }
  } finally {
    await world.stop(!isSound)
  }
}

const seconds = (since: number) => Math.round((Date.now() - since) / 100) / 10

/** A history as it happens. */
class Run {
  readonly traces: string[] = []
  readonly shoppers: ShopperRun[]
  private readonly started = Date.now()

  constructor(
    world: World,
    readonly history: History,
    tally: Tally,
    forged: Set<string>,
  ) {
    this.shoppers = history.shoppers.map(
      (plan, n) =>
        new ShopperRun(world, plan, tally, forged, (line) => {
          this.traces.push(`${((Date.now() - this.started) / 1000).toFixed(2)} shopper ${n}: ${line}`)
        }),
    )
  }

  async live(): Promise<void> {
    await Promise.all(this.shoppers.map((shopper) => shopper.run()))
  }
}

function located(findings: Finding[], runs: Map<number, Run>, when: string) {
  return findings.map((finding) => {
    const found = [...runs].find(([, { shoppers }]) =>
      shoppers.some(({ collectionId }) => collectionId !== "" && collectionId === finding.collectionId),
    )
    return { ...finding, when, history: found?.[0] ?? null }
  })
}

/** The weather clears: everybody works again, what was held or only late arrives, and the sweep does its rounds. */
async function calm(world: World, runs: Run[], random: Random): Promise<void> {
  const { control } = world.simulator
  await control.faults.clear()
  await world.ready()
  const { notifications } = await control.state()
  const held = notifications.filter(({ phase }) => phase === "held").map(({ id }) => id)
  const late = runs.flatMap(({ shoppers }) => shoppers.flatMap((shopper) => shopper.late))
  for (const id of random.shuffled([...held, ...late])) await control.notifications.redeliver(id)
  await control.notifications.idle()
  await world.endOfLocks()
  await sweepUntilQuiet(world)
}

/** Sweeps, with all that waits made due each time, until two rounds in a row change nothing. */
async function sweepUntilQuiet(world: World): Promise<void> {
  let before = ""
  for (let quiet = 0, rounds = 0; quiet < 2 && rounds < MOST_SWEEPS; rounds++) {
    await world.ready()
    await world.makeDue()
    await Promise.all(world.instances.map((instance) => instance.sweep())).catch(() => sleep(500))
    const now = JSON.stringify(await world.query(DIGEST))
    quiet = now === before ? quiet + 1 : 0
    before = now
  }
}

const DIGEST = `select
  (select md5(string_agg(concat_ws(' ', id, status, received, held_for, cleared_at, next_check_at is null), ',' order by id))
   from payment_attempt) as attempts,
  (select md5(string_agg(concat_ws(' ', id, state), ',' order by id)) from gateway_notification) as inbox,
  (select md5(string_agg(concat_ws(' ', id, state, amount), ',' order by id)) from payment_problem) as problems,
  (select count(*) from capture) as captures,
  (select count(*) from "order") as orders`
