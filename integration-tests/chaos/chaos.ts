import { audit, type Audit, type Finding } from "./audit"
import { readBooks } from "./books"
import { calm, sweepUntilQuiet } from "./calm"
import { planHistory, type History, type HistorySize } from "./plan/history"
import { Random } from "./random"
import { ShopperRun } from "./shopper/run"
import type { Surroundings } from "./shopper/scene"
import { Tally } from "./tally"
import { World } from "./world"

export interface ChaosSettings {
  histories: number
  seed: number
  instances?: number
  /** No history begins after so many minutes; those that have begun come to their end. */
  minutes?: number
  /** Only the histories of these indices. */
  only?: readonly number[]
  /** What happened is told of all histories, and not only of those that went wrong. */
  isTraced?: boolean
  size?: HistorySize
  say?: (line: string) => void
}

export interface ChaosReport {
  settings: Pick<ChaosSettings, "seed" | "instances" | "size">
  histories: number
  tally: [string, number][]
  afterTheStorm: Audit
  daysLater: Audit
  /** What is wrong, with the history it belongs to. */
  findings: (Finding & { history: number | null; when: string })[]
  /** What happened in each history that went wrong, or in all of them. */
  traces: Map<number, string[]>
  logs: string
  seconds: number
}

const AT_ONCE = 6
/** Longer than any payment is watched. */
const DAYS_LATER = 5

/**
 * Lets the histories happen, clears up, and balances the books: right after, and when all has had its time. Then come
 * the quiet days, one after the other, and the books are balanced again.
 */
export async function runChaos(settings: ChaosSettings): Promise<ChaosReport> {
  const {
    histories: count,
    seed,
    instances = 1,
    minutes = Infinity,
    only,
    size,
    isTraced,
    say = () => undefined,
  } = settings
  const started = Date.now()
  const tally = new Tally()
  const world = await World.start({ instances, happened: (trouble) => tally.add(trouble) })
  say(`${instances} Medusa, logs in ${world.logs}; ready after ${seconds(started)} s`)
  let isSound = false
  try {
    const surroundings = { world, tally, forged: new Set<string>() }
    const indices = only ?? Array.from({ length: count }, (_, index) => index)
    const runs = indices.map((index) => new Run(surroundings, planHistory(seed, index, size)))
    const judge = async (isOver: boolean) =>
      audit(await readBooks(world), {
        forged: surroundings.forged,
        stories: runs.flatMap(({ stories }) => stories),
        wasInterrupted: world.kills + world.crashes + world.databaseRestarts + tally.sum("fails: ") > 0,
        isOver,
      })
    const busy = runs.filter(({ history }) => !history.isQuiet)
    const quiet = runs.filter(({ history }) => history.isQuiet)

    const hasTime = () => Date.now() - started < minutes * 60_000
    await inStorm(busy, hasTime)
    say(`${lived(busy).length} histories are over after ${seconds(started)} s`)
    await calm({ world, tally, random: new Random("calm", seed), late: busy.flatMap(({ late }) => late) })
    const afterTheStorm = await judge(false)
    say(`all is quiet after ${seconds(started)} s; now days pass`)
    await daysPass(world, busy)
    const afterDays = await judge(true)
    for (const run of quiet) if (hasTime()) await onItsOwn(run, surroundings, seed)
    const quietDays = lived(quiet).length
    if (quietDays > 0) say(`${quietDays} quiet days are over after ${seconds(started)} s`)
    const daysLater = quietDays > 0 ? await judge(true) : afterDays

    tally.add("kill -9", world.kills)
    tally.add("database restarts", world.databaseRestarts)
    tally.add("orders canceled as unpaid", daysLater.canceledUnpaid)
    if (world.crashes) tally.add("processes that ended by themselves", world.crashes)
    const findings = [
      ...located(afterTheStorm.findings, runs, "after the storm"),
      ...located(afterDays.findings, runs, "days later"),
      ...located(newIn(daysLater, afterDays), runs, "in the quiet shop"),
    ]
    isSound = findings.length === 0
    return {
      settings: { seed, instances, size },
      histories: lived(runs).length,
      tally: tally.entries(),
      afterTheStorm,
      daysLater,
      findings,
      traces: tracesOf(isTraced ? runs : wrongOf(runs, findings)),
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
  hasLived = false
  private started = 0

  constructor(
    surroundings: Surroundings,
    readonly history: History,
  ) {
    this.shoppers = history.shoppers.map(
      (plan, n) =>
        new ShopperRun(surroundings, plan, (line) => {
          this.traces.push(`${((Date.now() - this.started) / 1000).toFixed(2)} shopper ${n}: ${line}`)
        }),
    )
  }

  async live(): Promise<void> {
    this.hasLived = true
    this.started = Date.now()
    await Promise.all(this.shoppers.map((shopper) => shopper.run()))
  }

  get stories() {
    return this.shoppers.map(({ scene }) => scene.story)
  }

  get collections(): string[] {
    return this.stories.flatMap(({ collections }) => collections)
  }

  /** Notifications that were lost for now. */
  get late(): string[] {
    return this.shoppers.flatMap(({ scene }) => scene.late)
  }

  note(hours: number, at: number): void {
    for (const { scene } of this.shoppers) scene.note({ kind: "hours passed", hours }, at)
  }
}

const lived = (runs: readonly Run[]) => runs.filter(({ hasLived }) => hasLived)

async function inStorm(runs: readonly Run[], hasTime: () => boolean): Promise<void> {
  const waiting = [...runs]
  const worker = async () => {
    for (let run = waiting.shift(); run && hasTime(); run = waiting.shift()) await run.live()
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

/** Everything, or what belongs to one history, grows older than any payment is watched, and is looked at again. */
async function daysPass(world: World, runs: readonly Run[], collections?: readonly string[]): Promise<void> {
  const at = Date.now()
  await world.age(DAYS_LATER * 24, collections)
  for (const run of runs) run.note(DAYS_LATER * 24, at)
  await sweepUntilQuiet(world, collections)
}

/** A history in a shop in which nothing else is due, and the days after it. */
async function onItsOwn(run: Run, { world, tally }: Surroundings, seed: number): Promise<void> {
  await world.ledger.putOff()
  await run.live()
  const { late, collections, history } = run
  await calm({ world, tally, random: new Random("calm", seed, history.index), late, collections })
  await daysPass(world, [run], collections)
}

function newIn({ findings }: Audit, before: Audit): Finding[] {
  const known = new Set(before.findings.map(({ text }) => text))
  return findings.filter(({ text }) => !known.has(text))
}

function located(findings: readonly Finding[], runs: readonly Run[], when: string) {
  return findings.map((finding) => {
    const found = runs.find(({ collections }) => collections.includes(finding.collectionId ?? ""))
    return { ...finding, when, history: found?.history.index ?? null }
  })
}

function wrongOf(runs: readonly Run[], findings: ChaosReport["findings"]): readonly Run[] {
  const wrong = new Set(findings.map(({ history }) => history))
  return runs.filter(({ history }) => wrong.has(history.index))
}

const tracesOf = (runs: readonly Run[]) =>
  new Map(runs.map(({ history, traces }) => [history.index, traces] as const))
