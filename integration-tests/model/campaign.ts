import { runHistory } from "./run-history"
import { linesOf, shrink } from "./shrink"
import { tellHistory, type History, type Pays } from "./stories"
import { Tally, type TallyRows } from "./tally"

/** Which histories are run: those of a seed, by their indexes. */
export interface Range {
  seed: number
  pays?: Pays
  from: number
  /** Not included. */
  to: number
}

/** What came of a range of histories. */
export interface RangeOutcome {
  tally: TallyRows
  /** Indexes of those that failed, the smallest first. */
  failed: number[]
}

/** Runs a range of histories; one that failed is not shrunk here. */
export async function runRange({ seed, pays, from, to }: Range): Promise<RangeOutcome> {
  const tally = new Tally()
  const failed: number[] = []
  for (let index = from; index < to; index++) {
    const outcome = await runHistory(tellHistory(seed, index, pays))
    tally.add(outcome)
    if (outcome.violations.length > 0) failed.push(index)
  }
  return { tally: tally.rows(), failed }
}

/** A history that failed, as small as it gets. */
export interface Failure {
  seed: string
  lines: readonly string[]
}

/** Shrinks a history that failed, and tells what happens in it. */
export async function explain(history: History): Promise<Failure> {
  const smallest = await shrink(history)
  const { violations, signature } = await runHistory(smallest)
  const lines = [...linesOf(smallest), `  = ${signature}`, ...violations.map((text) => `  !! ${text}`)]
  return {
    seed: history.seed,
    lines: [...lines, `  npm run model -- --pays ${history.pays} --replay ${history.seed}`],
  }
}
