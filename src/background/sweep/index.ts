import type { BackgroundDependencies } from "../dependencies"
import { reportWaitingPayouts } from "../../payouts"
import { applyRetention } from "../retention"
import { sweepAttempts, type PaymentLists } from "./attempts"
import { accountsOf, Lane, type Account } from "./lane"
import { sweepNotifications } from "./notifications"
import { sweepPayouts } from "./payouts"
import { NO_CEILING, type CallGrants } from "./purse"
import { NOTHING, plus, type SweepReport } from "./report"
import { takeSnapshot } from "./snapshots"
import { FIRST_SHARE, LAST_SHARE, sweepStatement } from "./statement"

export type { SweepReport } from "./report"

/** What bounds a run; without it, it does all that is due. */
export interface SweepBounds {
  /** No further work of an account is begun after so long. */
  budgetMs?: number
  /** The process ends. */
  isStopped?: () => boolean
}

/** An account that was worked on; `isUnfinished` when its time was over before its work was. */
export interface AccountReport extends SweepReport {
  isUnfinished: boolean
}

/**
 * Does everything that is due: notifications whose worker died or failed, payments that no notification came for,
 * what the gateways' own lists show, payouts, and balances.
 *
 * All work is claimed in the database, so it is right in one process or twenty. Each account has its own run beside the
 * others', and one failure does not stop the rest.
 */
export async function sweep(
  dependencies: BackgroundDependencies,
  bounds: SweepBounds = {},
): Promise<SweepReport> {
  const accounts = await beginSweep(dependencies)
  const [reports] = await Promise.all([
    Promise.all(accounts.map((account) => sweepAccount(dependencies, account, bounds))),
    applyRetention(dependencies, bounds),
  ])
  await dependencies.ledger.watch.markSweep()
  return reports.reduce<SweepReport>(plus, NOTHING)
}

/** Writes down that a sweep is at work, and finds the accounts to work on. */
export async function beginSweep(dependencies: BackgroundDependencies): Promise<Account[]> {
  const { ledger, log } = dependencies
  await dependencies.removeExpiredLocks().catch((error: Error) => {
    log.warn(`expired locks not removed: error=${error.message}`)
  })
  await ledger.watch.markSweep()
  const withWork = new Set(await ledger.watch.providersWithWork())
  return accountsOf(await dependencies.entries(), withWork)
}

/** After so long an account's run claims no more, even where it is bounded by nothing else. */
const PATIENCE_MS = 60_000

/** Does what is due for one account. Never throws: what fails is due again when its lease ends. */
export async function sweepAccount(
  dependencies: BackgroundDependencies,
  account: Account,
  { budgetMs = Infinity, isStopped = () => false }: SweepBounds,
): Promise<AccountReport> {
  const { silent, now, log } = dependencies
  const calls = callsOf(dependencies, account)
  const lane = new Lane(account, { now, budgetMs, isStopped, calls, isSuspect: silent.has(account.key) })
  let report = NOTHING
  try {
    if (account.hasWork) {
      await sweepStatement(dependencies, lane, FIRST_SHARE)
      report = await workInRounds(dependencies, lane)
      await reportWaitingPayouts(dependencies, lane.providers)
    }
    await sweepStatement(dependencies, lane, LAST_SHARE)
    await takeSnapshot(dependencies, lane)
    await lane.end()
  } catch (error) {
    log.warn(`sweep broken off: account="${account.key}" error=${(error as Error).message}`)
  }
  noteSilence(dependencies, lane)
  return { ...report, isUnfinished: lane.isOutOfTime }
}

function callsOf({ ledger, callsPerMinute }: BackgroundDependencies, { key }: Account): CallGrants {
  if (callsPerMinute === 0) return NO_CEILING
  const turn = `calls ${key}`
  return {
    grant: (wanted) => ledger.watch.grantCalls(turn, wanted, callsPerMinute),
    takeBack: (count) => ledger.watch.takeBackCalls(turn, count),
  }
}

/** Notifications, payments and payouts, a batch of each in turn, so that none of them waits for all of another. */
async function workInRounds(dependencies: BackgroundDependencies, lane: Lane): Promise<SweepReport> {
  const until = dependencies.now() + PATIENCE_MS
  const lists: PaymentLists = new Map()
  let report = NOTHING
  for (let isFull = true; isFull && !lane.isOver() && dependencies.now() < until;) {
    const batches = [
      await sweepNotifications(dependencies, lane),
      await sweepAttempts(dependencies, lane, lists),
      await sweepPayouts(dependencies, lane),
    ]
    report = batches.reduce<SweepReport>(plus, report)
    isFull = batches.some((batch) => batch.isFull)
  }
  return report
}

/** Whoever was not asked is thought of as before. */
function noteSilence(
  { silent, log }: BackgroundDependencies,
  { account, isSilent, hasAnswered }: Lane,
): void {
  if (hasAnswered && !isSilent) silent.delete(account.key)
  else if (isSilent && !silent.has(account.key)) {
    silent.add(account.key)
    log.warn(`gateway does not answer, its payments wait: account="${account.key}"`)
  }
}
