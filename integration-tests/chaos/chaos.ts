import { audit, type Audit, type Finding } from "./audit"
import { readBooks } from "./books"
import { calm, settleDown } from "./calm"
import { planHistory, type History, type HistorySize } from "./plan/history"
import { Random } from "./random"
import { Rendezvous } from "./rendezvous"
import { ShopperRun } from "./shopper/run"
import type { Renaming, Surroundings } from "./shopper/scene"
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
/** So many histories share a day of renaming, since the processes start anew on it, twice. */
const RENAMED_AT_ONCE = 3
/** Longer than any payment is watched. */
const DAYS_LATER = 5

/**
 * Lets the histories happen, clears up, and balances the books: right after, and when all has had its time. Then come
 * the quiet days, and those on which entries are renamed, and the books are balanced after them, too.
 */
export async function runChaos(settings: ChaosSettings): Promise<ChaosReport> {
  const { histories: count, seed, instances = 1, minutes = Infinity, only, size, isTraced } = settings
  const started = Date.now()
  const say = (text: string) => settings.say?.(`${text} after ${seconds(started)} s`)
  const tally = new Tally()
  const world = await World.start({ instances, happened: (trouble) => tally.add(trouble) })
  say(`${instances} Medusa, logs in ${world.logs}; ready`)
  let isSound = false
  try {
    const surroundings: Surroundings = { world, tally, forged: new Set(), foreign: new Set() }
    const indices = only ?? Array.from({ length: count }, (_, index) => index)
    const runs = indices.map((index) => new Run(surroundings, planHistory(seed, index, size)))
    const on = (day: History["day"]) => runs.filter(({ history }) => history.day === day)
    const hasTime = () => Date.now() - started < minutes * 60_000
    const auditor = new Auditor(surroundings, runs)

    const busy = on("busy")
    await inStorm(busy, hasTime)
    say(`${lived(busy).length} histories are over`)
    await calm({ world, tally, random: new Random("calm", seed), late: busy.flatMap(({ late }) => late) })
    const afterTheStorm = await auditor.judge("after the storm", false)
    say("all is quiet; now days pass:")
    await daysPass(
      world,
      busy.flatMap(({ shoppers }) => shoppers),
    )
    await auditor.judge("days later")
    for (const run of on("quiet")) if (hasTime()) await onItsOwn(run, surroundings, seed)
    await auditor.judge("in the quiet shop")
    say(`${lived(on("quiet")).length} quiet days are over`)
    for (const day of chunks(on("renaming"), RENAMED_AT_ONCE)) {
      if (hasTime()) await onDayOfRenaming(day, surroundings, seed, auditor)
    }
    say(`${lived(on("renaming")).length} histories with entries renamed are over`)
    const daysLater = await auditor.judge("in the end")

    tally.add("kill -9", world.kills)
    tally.add("database restarts", world.databaseRestarts)
    tally.add("orders canceled as unpaid", daysLater.canceledUnpaid)
    if (world.crashes) tally.add("processes that ended by themselves", world.crashes)
    const { findings } = auditor
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

/** Balances the books of the same histories again and again. */
class Auditor {
  readonly findings: ChaosReport["findings"] = []
  /** What was found when nothing waited any more: each once, and beside what it was right after the storm. */
  private readonly lasting = new Set<string>()

  constructor(
    private readonly surroundings: Surroundings,
    private readonly runs: readonly Run[],
  ) {}

  async judge(when: string, isOver = true): Promise<Audit> {
    const { world, tally, forged, foreign } = this.surroundings
    const { kills, crashes, databaseRestarts } = world
    const troubles = kills + crashes + databaseRestarts + tally.sum("fails: ") + tally.sum("entries ")
    const audited = audit(await readBooks(world), {
      forged,
      foreign,
      stories: this.runs.flatMap(({ stories }) => stories),
      wasInterrupted: troubles > 0,
      isOver,
    })
    const news = audited.findings.filter(({ text }) => !this.lasting.has(text))
    if (isOver) for (const { text } of news) this.lasting.add(text)
    this.findings.push(...located(news, this.runs, when))
    return audited
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

  async live(shoppers = this.shoppers): Promise<void> {
    this.hasLived = true
    this.started ||= Date.now()
    await Promise.all(shoppers.map((shopper) => shopper.run()))
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
}

const chunks = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size))

const lived = (runs: readonly Run[]) => runs.filter(({ hasLived }) => hasLived)

async function inStorm(runs: readonly Run[], hasTime: () => boolean): Promise<void> {
  const waiting = [...runs]
  const worker = async () => {
    for (let run = waiting.shift(); run && hasTime(); run = waiting.shift()) await run.live()
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

/** Everything, or what belongs to some shoppers, grows older than any payment is watched, and is looked at again. */
async function daysPass(
  world: World,
  shoppers: readonly ShopperRun[],
  collections?: readonly string[],
): Promise<void> {
  const at = Date.now()
  const hours = DAYS_LATER * 24
  await world.age(hours, collections)
  for (const { scene } of shoppers) scene.note({ kind: "hours passed", hours }, at)
  await settleDown(world, collections)
}

/** Shoppers who come one after the other to a shop in which nothing else is due, and the days after each. */
async function onItsOwn(run: Run, { world, tally }: Surroundings, seed: number): Promise<void> {
  for (const [n, shopper] of run.shoppers.entries()) {
    await world.ledger.putOff()
    await run.live([shopper])
    const { late, story } = shopper.scene
    const random = new Random("calm", seed, run.history.index, n)
    await calm({ world, tally, random, late, collections: story.collections })
    await daysPass(world, [shopper], story.collections)
  }
}

/** Every process stops and starts with other entries; after days they are there again. */
async function onDayOfRenaming(
  runs: readonly Run[],
  surroundings: Surroundings,
  seed: number,
  auditor: Auditor,
): Promise<void> {
  const { world, tally } = surroundings
  const shoppers = runs.flatMap((run) => run.shoppers)
  const renaming: Renaming = {
    stopped: new Rendezvous(shoppers.length, () => world.stopFor("after renaming")),
    started: new Rendezvous(shoppers.length, async () => {
      renaming.isOver = true
      await world.ready()
    }),
    isOver: false,
  }
  surroundings.renaming = renaming
  await Promise.all(runs.map((run) => run.live()))
  const late = runs.flatMap((run) => run.late)
  const collections = runs.flatMap((run) => run.collections)
  const [first] = runs
  await calm({ world, tally, random: new Random("calm", seed, first?.history.index ?? 0), late, collections })
  await daysPass(world, shoppers, collections)
  await auditor.judge("after entries were renamed")
  await world.stopFor("before renaming")
  await settleDown(world, collections)
  await auditor.judge("after the entries came back")
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
