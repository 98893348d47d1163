import { runHistory } from "./run-history"
import { linesOf, shrink } from "./shrink"
import { tellHistory, type History } from "./stories"
import { Tally } from "./tally"

/** A history that failed, as small as it gets. */
export interface Failure {
  seed: string
  lines: readonly string[]
}

export interface Campaign {
  histories: number
  seed: number
  /** Ends after so many failures. */
  most: number
  onProgress?: (done: number) => void
}

/** Runs many histories; each that fails is shrunk. */
export async function runCampaign(campaign: Campaign): Promise<{ tally: Tally; failures: Failure[] }> {
  const tally = new Tally()
  const failures: Failure[] = []
  for (let index = 0; index < campaign.histories && failures.length < campaign.most; index++) {
    const history = tellHistory(campaign.seed, index)
    const outcome = await runHistory(history)
    tally.add(outcome)
    if (outcome.violations.length > 0) failures.push(await explain(history))
    if (index % 1_000 === 999) campaign.onProgress?.(index + 1)
  }
  return { tally, failures }
}

/** Shrinks a history that failed, and tells what happens in it. */
export async function explain(history: History): Promise<Failure> {
  const smallest = await shrink(history)
  const { violations, signature } = await runHistory(smallest)
  const lines = [...linesOf(smallest), `  = ${signature}`, ...violations.map((text) => `  !! ${text}`)]
  return { seed: history.seed, lines }
}
