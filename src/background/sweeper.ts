import { atMost } from "../core/at-most"
import type { BackgroundDependencies } from "./dependencies"
import { applyRetention } from "./retention"
import { beginSweep, sweepAccount } from "./sweep"
import type { Account } from "./sweep/account-run"

/** How long one run works on an account. */
const BUDGET_MS = 5_000

/** How often the log may tell of a copied store. Whatever sends money checks that itself, each time. */
const LOOK_FOR_COPY_EVERY_MS = 5 * 60_000

/** The key of the run that does retention, beside those of the accounts. */
const RETENTION = "retention"

/** How long the end of the process waits for work that has begun. */
const PATIENCE_AT_END_MS = 10_000

/**
 * The sweep in one process. A wake-up starts a run for each account that has none, so that an account whose gateway hangs
 * keeps no other waiting. When a run's time was over before its work, the next run follows at once.
 */
export class Sweeper {
  private readonly running = new Map<string, Promise<void>>()
  private beginning: Promise<void> | undefined
  private isStopped = false
  private isNoted = false
  private lookedForCopyAt = -Infinity

  constructor(
    private readonly dependencies: BackgroundDependencies,
    private readonly budgetMs = BUDGET_MS,
  ) {}

  /** Starts runs, and resolves when they are started. Never throws. */
  async wake(): Promise<void> {
    if (this.isStopped) return
    this.beginning ??= this.begin().finally(() => (this.beginning = undefined))
    return this.beginning
  }

  /** Resolves when no run is under way. */
  async idle(): Promise<void> {
    await this.beginning
    while (this.running.size > 0) await Promise.all(this.running.values())
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
        this.start(account.key, () => this.workOn(account))
      }
      this.start(RETENTION, () => applyRetention(this.dependencies, this.bounds))
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

  private start(key: string, work: () => Promise<void>): void {
    if (this.running.has(key)) return
    this.running.set(
      key,
      work().finally(() => this.running.delete(key)),
    )
  }

  private async workOn(account: Account): Promise<void> {
    for (let isUnfinished = true; isUnfinished && !this.isStopped;) {
      const report = await sweepAccount(this.dependencies, account, this.bounds)
      isUnfinished = report.isUnfinished
    }
  }

  private get bounds() {
    return { budgetMs: this.budgetMs, isStopped: () => this.isStopped }
  }
}
