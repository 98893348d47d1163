import type { BackgroundDependencies } from "./dependencies"
import { applyRetention } from "./retention"
import { beginSweep, sweepAccount } from "./sweep"
import type { Account } from "./sweep/lane"

/** One run works so long on an account, and then gives way. */
const BUDGET_MS = 5_000

/** For the log alone: what sends money asks by itself, each time. */
const LOOK_FOR_COPY_EVERY_MS = 5 * 60_000

/** Runs beside the accounts. */
const RETENTION = "retention"

/** How long the end of the process waits for work that was begun. */
const PATIENCE_AT_END_MS = 10_000

/**
 * The background work of one process. A wake-up starts a run for each account that has none under way, so that one that
 * hangs keeps nobody waiting; a run that did not come to the end of its work is followed by the next.
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

  /** Starts what is to be done, and resolves when it is started. Never throws. */
  async wake(): Promise<void> {
    if (this.isStopped) return
    this.beginning ??= this.begin().finally(() => (this.beginning = undefined))
    return this.beginning
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    await this.beginning
    while (this.running.size > 0) await Promise.all(this.running.values())
  }

  /** Begins nothing any more, and resolves when what was begun is done, or takes too long. */
  async stop(): Promise<void> {
    this.isStopped = true
    await Promise.race([this.idle(), soon(PATIENCE_AT_END_MS)])
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

  /** Says once that this is a copy of the store, in which only looking is done. */
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

const soon = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref())
