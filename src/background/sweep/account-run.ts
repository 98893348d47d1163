import type { EntryGateway } from "../../core"
import type { Entry } from "../dependencies"
import { groupBy } from "../group-by"
import { inPool } from "../pool"
import { CallBudget, NO_CEILING, type CallGrants } from "./call-budget"

/** After so many calls in a row without an answer, the gateway is not asked any more in a run. */
const MAX_UNANSWERED = 3

/** How many calls run at a time. Gateways publish no rate limits; a busy checkout makes as many. */
const AT_ONCE = 5

/** One account at a gateway, with all provider entries that use it. */
export interface Account {
  key: string
  /** `gateway` is undefined for a provider that this process does not run. */
  entries: readonly { providerId: string; gateway: EntryGateway | undefined }[]
  hasWork: boolean
}

/** The accounts behind provider entries. A provider that has work and no entry is an account by itself. */
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

/** What limits a run. */
export interface RunBounds {
  now: () => number
  /** After so long no further work is begun. */
  budgetMs: number
  /** The gateway gave no answers in the run before: one call tries it, and the others wait for that call's answer. */
  isSuspect: boolean
  /** Whether the process ends. */
  isStopped: () => boolean
  /** How many calls may be made; undefined for any number. */
  calls?: CallGrants
}

/**
 * One run of the sweep over one account. It is over when its time is, when the gateway has left too many calls without an
 * answer, or when this minute's calls are used up.
 */
export class AccountRun {
  private until: number
  private readonly budget: CallBudget
  private isBudgetSpent = false
  private unanswered = 0
  private isSuspect: boolean
  private hasCalled = false
  private isLengthened = false
  /** Whether the gateway has answered a call of this run. */
  hasAnswered = false

  constructor(
    readonly account: Account,
    private readonly bounds: RunBounds,
  ) {
    this.until = bounds.now() + bounds.budgetMs
    this.isSuspect = bounds.isSuspect
    this.budget = new CallBudget(bounds.calls ?? NO_CEILING)
  }

  get providers(): string[] {
    return this.account.entries.map(({ providerId }) => providerId)
  }

  /** The gateway of the account; undefined where this process does not run it. */
  get gateway(): EntryGateway | undefined {
    return this.account.entries[0]?.gateway
  }

  /** Whether the gateway has left too many calls without an answer. */
  get isUnreachable(): boolean {
    return this.unanswered >= (this.isSuspect ? 1 : MAX_UNANSWERED)
  }

  /** Whether the run got no call at all, since this minute's calls were used up before it. */
  get isRefused(): boolean {
    return this.isBudgetSpent && !this.hasCalled
  }

  /** Whether the run is over only because its time is. */
  get isOutOfTime(): boolean {
    return !this.isUnreachable && !this.isBudgetSpent && this.bounds.now() >= this.until
  }

  readonly isOver = (): boolean =>
    this.isUnreachable || this.isBudgetSpent || this.bounds.isStopped() || this.bounds.now() >= this.until

  /** Notes whether the gateway has answered a call. */
  noteCall(isAnswered: boolean): void {
    this.unanswered = isAnswered ? 0 : this.unanswered + 1
    if (!isAnswered) return
    this.isSuspect = false
    this.hasAnswered = true
  }

  /**
   * Asks the gateway about all items in their order, some at a time, until the run is over. `ask` tells whether it has
   * answered. Items that need no call have their turn among the others, and tell nothing of the gateway.
   */
  async askAll<T>(
    items: readonly T[],
    ask: (item: T) => Promise<boolean>,
    needsCall: (item: T) => boolean = () => true,
  ): Promise<void> {
    const work = async (item: T) => {
      if (!needsCall(item)) await ask(item)
      else if (await this.mayCall()) this.noteCall(await ask(item))
    }
    const first = items.findIndex(needsCall)
    if (this.isSuspect && first >= 0 && !this.isOver()) {
      await inPool([items[first]!], 1, work)
      await inPool(items.toSpliced(first, 1), AT_ONCE, work, this.isOver)
    } else {
      await inPool(items, AT_ONCE, work, this.isOver)
    }
  }

  /** Takes the right to one call. Without it the run is over. */
  async mayCall(): Promise<boolean> {
    const isGranted = await this.budget.take()
    this.isBudgetSpent ||= !isGranted
    this.hasCalled ||= isGranted
    return isGranted
  }

  /** Takes the right to read a page, which others can do without: only while calls are left to ask one by one. */
  mayRead(): Promise<boolean> {
    return this.budget.take(AT_ONCE)
  }

  /** A part of the time that the run has left, in milliseconds. */
  shareOfTime(share: number): number {
    return (this.until - this.bounds.now()) * share
  }

  /** Makes the run last for so long from now on, at least. It does so once, so that no run goes on and on. */
  lengthenOnce(ms: number): void {
    const until = this.bounds.now() + ms
    if (this.isLengthened || until <= this.until) return
    this.isLengthened = true
    this.until = until
  }

  /** Gives back the calls that were granted and not made. */
  end(): Promise<void> {
    return this.budget.end()
  }
}
