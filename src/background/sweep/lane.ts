import type { EntryGateway } from "../../core"
import type { Entry } from "../dependencies"
import { groupBy } from "../group-by"
import { inPool } from "../pool"
import { NO_CEILING, Purse, type CallGrants } from "./purse"

/** So many calls in a row without an answer are enough: the gateway is left in peace for the rest of the run. */
const ENOUGH = 3

/** Gateways publish no rate limits; this is what a busy checkout does too. */
const POOL = 5

/** One account at a gateway, with all provider entries that use it. What hangs there delays nothing elsewhere. */
export interface Account {
  key: string
  /** `gateway` is undefined for a provider that this process does not run. */
  entries: readonly { providerId: string; gateway: EntryGateway | undefined }[]
  hasWork: boolean
}

/** The accounts behind provider entries; a provider with work that is none of these entries is an account by itself. */
export function accountsOf(entries: readonly Entry[], withWork: ReadonlySet<string>): Account[] {
  const configured = new Set(entries.map(({ providerId }) => providerId))
  const others = [...withWork].filter((providerId) => !configured.has(providerId))
  const accounts = groupBy(entries, ({ gateway }) => `${gateway.name} ${gateway.account}`)
  return [
    ...[...accounts].map(([key, those]) => ({
      key,
      entries: those,
      hasWork: those.some(({ providerId }) => withWork.has(providerId)),
    })),
    ...others.map((providerId) => ({
      key: providerId,
      entries: [{ providerId, gateway: undefined }],
      hasWork: true,
    })),
  ]
}

/** What bounds a run. */
export interface LaneBounds {
  now: () => number
  /** No further work is begun after so long. */
  budgetMs: number
  /** Whether the gateway gave no answers in the run before: then one question comes first, and the others after its answer. */
  isSuspect: boolean
  isStopped: () => boolean
  /** The gateway's ceiling of calls; without it there is none. */
  calls?: CallGrants
}

/**
 * The work on one account in one run: it ends when its time is over, when the gateway has not answered often enough, or
 * when this minute has no more calls for it.
 */
export class Lane {
  private readonly until: number
  private readonly purse: Purse
  private isSpent = false
  private unanswered = 0
  private isSuspect: boolean
  /** The gateway has answered a question of this run. */
  hasAnswered = false

  constructor(
    readonly account: Account,
    private readonly bounds: LaneBounds,
  ) {
    this.until = bounds.now() + bounds.budgetMs
    this.isSuspect = bounds.isSuspect
    this.purse = new Purse(bounds.calls ?? NO_CEILING)
  }

  get providers(): string[] {
    return this.account.entries.map(({ providerId }) => providerId)
  }

  /** An entry through which the account itself is asked. */
  get gateway(): EntryGateway | undefined {
    return this.account.entries[0]?.gateway
  }

  /** The gateway has given no answer so often that it is left in peace. */
  get isSilent(): boolean {
    return this.unanswered >= (this.isSuspect ? 1 : ENOUGH)
  }

  /** Its work would go on, if it had more time. */
  get isOutOfTime(): boolean {
    return !this.isSilent && !this.isSpent && this.bounds.now() >= this.until
  }

  readonly isOver = (): boolean =>
    this.isSilent || this.isSpent || this.bounds.isStopped() || this.bounds.now() >= this.until

  /** What became of a question. */
  heard(isAnswered: boolean): void {
    this.unanswered = isAnswered ? 0 : this.unanswered + 1
    if (!isAnswered) return
    this.isSuspect = false
    this.hasAnswered = true
  }

  /** Asks about all of these, a few at a time, until the run is over. */
  async askAll<T>(items: readonly T[], ask: (item: T) => Promise<boolean>): Promise<void> {
    const work = async (item: T) => {
      if (await this.mayCall()) this.heard(await ask(item))
    }
    const [first, ...others] = items
    if (this.isSuspect && first !== undefined && !this.isOver()) {
      await inPool([first], 1, work)
      await inPool(others, POOL, work, this.isOver)
    } else {
      await inPool(items, POOL, work, this.isOver)
    }
  }

  /** Takes the right to one call; without it the run is over. */
  async mayCall(): Promise<boolean> {
    const isGranted = await this.purse.take()
    this.isSpent ||= !isGranted
    return isGranted
  }

  /** Gives back what was granted and not used. */
  end(): Promise<void> {
    return this.purse.end()
  }

  /** Does what asks nobody, a few at a time, until the time is over. */
  async doAll<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
    await inPool(items, POOL, work, this.isOver)
  }
}
