import { atMost } from "../core/at-most"
import { HOUR } from "../core/pace"
import type { BackgroundDependencies } from "./dependencies"
import { LONGEST_WORK_MS } from "./lease"
import { applyRetention } from "./retention"
import { Runs, type Run } from "./runs"
import { beginSweep, sweepAccount } from "./sweep"
import type { Account } from "./sweep/account-run"

/** How long one run works on an account. */
const BUDGET_MS = 5_000

/** How often the log may tell of a copied store. Whatever sends money checks that itself, each time. */
const LOOK_FOR_COPY_EVERY_MS = 5 * 60_000

/** The keys of what runs beside the accounts: the beginning of all runs, and retention. */
const BEGINNING = "all accounts"
const RETENTION = "retention"

/** Retention makes indexes of large tables, which takes long. Its next turn is in an hour. */
const LONGEST_RETENTION_MS = HOUR

/** How long the end of the process waits for work that has begun. */
const PATIENCE_AT_END_MS = 10_000

/**
 * The sweep in one process. A wake-up starts a run for each account that has none, so that an account whose gateway hangs
 * keeps no other waiting. When a run's time was over before its work, the next run follows at once. A run that hangs is given
 * up, and the wake-up after that starts another.
 */
export class Sweeper {
  private readonly runs: Runs
  /** How many runs of each account have had their turn. */
  private readonly turns = new Map<string, number>()
  private isStopped = false
  private isNoted = false
  private lookedForCopyAt = -Infinity

  constructor(
    private readonly dependencies: BackgroundDependencies,
    private readonly budgetMs = BUDGET_MS,
  ) {
    this.runs = new Runs(dependencies.now, dependencies.log)
  }

  /** Starts runs, and resolves when they are started, or the database does not answer for too long. Never throws. */
  async wake(): Promise<void> {
    if (this.isStopped) return
    await atMost(
      LONGEST_WORK_MS,
      this.runs.start(BEGINNING, () => this.begin()),
    )
  }

  /** Resolves when no run is under way. */
  idle(): Promise<void> {
    return this.runs.idle()
  }

  /** Starts no more runs, and resolves when those under way have ended, or take too long. */
  async stop(): Promise<void> {
    this.isStopped = true
    await atMost(PATIENCE_AT_END_MS, this.idle())
  }

  private async begin(): Promise<void> {
    try {
      await this.noteCopy()
      for (const account of await beginSweep(this.dependencies)) {
        void this.runs.start(account.key, (run) => this.workOn(account, run))
      }
      const retain = () => applyRetention(this.dependencies, this.bounds)
      void this.runs.start(RETENTION, retain, LONGEST_RETENTION_MS)
    } catch (error) {
      this.dependencies.log.warn(`sweep not begun: error=${(error as Error).message}`)
    }
  }

  /** Warns once that this database is a copy of the store's, where no money is sent. */
  private async noteCopy(): Promise<void> {
    const { ledger, log, now } = this.dependencies
    if (now() < this.lookedForCopyAt + LOOK_FOR_COPY_EVERY_MS) return
    this.lookedForCopyAt = now()
    const { reason, here } = await ledger.installation.state()
    if (reason !== null && !this.isNoted) {
      log.warn(
        `this database was copied, restored or moved: reason=${reason} host=${here.host} database=${here.name}. No payout is sent and nothing is canceled at a gateway before an admin has said in the settings under Connections that the live store is here`,
      )
    }
    this.isNoted = reason !== null
  }

  /** Runs until nothing is left. What has become due since the first run began is found by those that follow it. */
  private async workOn(account: Account, run: Run): Promise<void> {
    const { key } = account
    const { now } = this.dependencies
    let next = account
    for (let isUnfinished = true; isUnfinished && !this.isStopped && !run.isGivenUp;) {
      run.since = now()
      const turn = this.turns.get(key) ?? 0
      const report = await sweepAccount(this.dependencies, next, { ...this.bounds, turn })
      if (!report.isRefused) this.turns.set(key, turn + 1)
      isUnfinished = report.isUnfinished
      next = { ...account, hasWork: true }
    }
  }

  private get bounds() {
    return { budgetMs: this.budgetMs, isStopped: () => this.isStopped }
  }
}
