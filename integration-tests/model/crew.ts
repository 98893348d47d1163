import { once } from "node:events"
import { availableParallelism } from "node:os"
import { join } from "node:path"
import { Worker } from "node:worker_threads"
import { explain, type Failure, type Range, type RangeOutcome } from "./campaign"
import { tellHistory, type Pays } from "./stories"
import { Tally } from "./tally"

/** How many histories a worker is given at a time. What is found does not depend on who finds it. */
const RANGE = 500

/** Most of what a history makes is forgotten at once. */
const YOUNG_MB = 48

export interface Campaign {
  histories: number
  seed: number
  /** "any" by default. */
  pays?: Pays
  /** Ends after so many failures. */
  most: number
  workers?: number
  onProgress?: (done: number) => void
}

export interface Report {
  tally: Tally
  failures: Failure[]
  perSecond: number
}

/**
 * Runs many histories on all cores; the first that fail are shrunk. The indexes are cut into the same ranges whatever the
 * number of workers is, and what came of them is read in their order.
 */
export async function runCampaign(campaign: Campaign): Promise<Report> {
  const began = Date.now()
  const ranges = rangesOf(campaign)
  const outcomes = await runRanges(campaign, ranges)
  const seconds = (Date.now() - began) / 1_000
  const tally = new Tally()
  const failed: number[] = []
  for (const outcome of outcomes) {
    if (!outcome || failed.length >= campaign.most) break
    tally.merge(outcome.tally)
    failed.push(...outcome.failed)
  }
  const failures: Failure[] = []
  for (const index of failed.slice(0, campaign.most)) {
    failures.push(await explain(tellHistory(campaign.seed, index, campaign.pays)))
  }
  return { tally, failures, perSecond: Math.round(tally.histories / seconds) }
}

function rangesOf({ histories, seed, pays = "any" }: Campaign): Range[] {
  const starts = Array.from({ length: Math.ceil(histories / RANGE) }, (_, nth) => nth * RANGE)
  return starts.map((from) => ({ seed, pays, from, to: Math.min(from + RANGE, histories) }))
}

/** The outcomes in the order of their ranges, at least up to the one in which enough have failed. */
async function runRanges({ workers, most, onProgress }: Campaign, ranges: readonly Range[]) {
  const outcomes: (RangeOutcome | undefined)[] = ranges.map(() => undefined)
  let next = 0
  let failures = 0
  let done = 0
  const count = Math.min(workers ?? availableParallelism(), ranges.length)
  const crew = Array.from({ length: count }, async () => {
    const worker = startWorker()
    try {
      // Those before are being run or are over, so the first that fail are among them.
      while (next < ranges.length && failures < most) {
        const nth = next++
        const range = ranges[nth] as Range
        const outcome = await ask(worker, range)
        outcomes[nth] = outcome
        failures += outcome.failed.length
        onProgress?.((done += range.to - range.from))
      }
    } finally {
      await worker.terminate()
    }
  })
  await Promise.all(crew)
  return outcomes
}

const startWorker = () =>
  new Worker(join(__dirname, "worker.ts"), {
    execArgv: ["--require", "ts-node/register"],
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  })

/** @throws what the worker has died of */
async function ask(worker: Worker, range: Range): Promise<RangeOutcome> {
  worker.postMessage(range)
  const [outcome] = await once(worker, "message")
  return outcome as RangeOutcome
}
