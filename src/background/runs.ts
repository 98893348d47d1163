import type { Logger } from "../core"
import { LONGEST_WORK_MS } from "./lease"

/** Work under way. */
export interface Run {
  /** When it last showed that it goes on. */
  since: number
  /** Whether it hangs, and other work may be under way in its place. */
  isGivenUp: boolean
}

/**
 * The work of one process, one at a time for each key. Work may hang for ever, in a dead connection or a merchant's hook. It
 * is given up then, so that the next begins beside it; leases and locks keep the two apart, should it ever wake.
 */
export class Runs {
  private readonly underWay = new Map<string, { run: Run; end: Promise<void> }>()

  constructor(
    private readonly now: () => number,
    private readonly log: Logger,
  ) {}

  /**
   * Begins work, unless work with the same key is under way. Returns the end of whichever it is.
   *
   * @param limitMs work that does not show for so long that it goes on, by its `since`, is given up
   */
  start(key: string, work: (run: Run) => Promise<void>, limitMs = LONGEST_WORK_MS): Promise<void> {
    const before = this.underWay.get(key)
    if (before && !this.giveUp(key, before.run, limitMs)) return before.end
    const run = { since: this.now(), isGivenUp: false }
    const end = work(run).finally(() => {
      if (!run.isGivenUp) this.underWay.delete(key)
    })
    this.underWay.set(key, { run, end })
    return end
  }

  /** Resolves when no work is under way. */
  async idle(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all([...this.underWay.values()].map(({ end }) => end))
  }

  /** Gives up work that hangs; false while it goes on. */
  private giveUp(key: string, run: Run, limitMs: number): boolean {
    const forMs = this.now() - run.since
    if (forMs < limitMs) return false
    run.isGivenUp = true
    this.log.error(`sweep of "${key}" does not end, the next begins without it: hangs_for_ms=${forMs}`)
    return true
  }
}
