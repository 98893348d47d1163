import type { BackgroundDependencies } from "../dependencies"
import { reportWaitingPayouts } from "../../payouts"
import { applyRetention } from "../retention"
import { accountsOf, AccountRun, type Account } from "./account-run"
import { NO_CEILING, type CallGrants } from "./call-budget"
import { NOTHING, plus, type SweepReport } from "./report"
import { workInRounds } from "./rounds"
import { takeSnapshot } from "./snapshots"
import { LAST_SHARE, sweepStatement } from "./statement"

export type { SweepReport } from "./report"

/** What limits a sweep; without limits it does everything that is due. */
interface SweepBounds {
  /** After so long no further work of an account is begun. */
  budgetMs?: number
  /** The process ends. */
  isStopped?: () => boolean
  /** The number of the account's run, by which each kind of work comes first in its turn. */
  turn?: number
}

/** What was done for an account. */
interface AccountReport extends SweepReport {
  /** The run's time was over before its work. */
  isUnfinished: boolean
  /** This minute's calls were used up before the run, so that it had no turn. */
  isRefused: boolean
}

/**
 * Does everything that is due: notifications whose worker died or failed, attempts, what the gateways' own lists show,
 * payouts, and balances. All work is leased in the database, so any number of processes may sweep. Accounts are swept side
 * by side, and a failure of one does not stop the others.
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

/** Records that a sweep runs, and finds the accounts to work on. */
export async function beginSweep(dependencies: BackgroundDependencies): Promise<Account[]> {
  const { ledger, log } = dependencies
  await dependencies.removeExpiredLocks().catch((error: Error) => {
    log.warn(`expired locks not removed: error=${error.message}`)
  })
  await ledger.watch.markSweep()
  const withWork = new Set(await ledger.watch.providersWithWork())
  return accountsOf(await dependencies.entries(), withWork)
}

/** Does what is due for one account. Never throws: work that fails is due again when its lease ends. */
export async function sweepAccount(
  dependencies: BackgroundDependencies,
  account: Account,
  { budgetMs = Infinity, isStopped = () => false, turn = 0 }: SweepBounds,
): Promise<AccountReport> {
  const { unreachable, now, log } = dependencies
  const calls = callsOf(dependencies, account)
  const isSuspect = unreachable.has(account.key)
  const run = new AccountRun(account, { now, budgetMs, isStopped, calls, isSuspect })
  let report = NOTHING
  try {
    if (account.hasWork) {
      report = await workInRounds(dependencies, run, turn)
      await reportWaitingPayouts(dependencies, run.providers)
    }
    await sweepStatement(dependencies, run, LAST_SHARE)
    await takeSnapshot(dependencies, run)
    await run.end()
  } catch (error) {
    log.warn(`sweep broken off: account="${account.key}" error=${(error as Error).message}`)
  }
  noteUnreachable(dependencies, run)
  return { ...report, isUnfinished: run.isOutOfTime, isRefused: run.isRefused }
}

function callsOf({ ledger, callsPerMinute }: BackgroundDependencies, { key }: Account): CallGrants {
  if (callsPerMinute === 0) return NO_CEILING
  const turn = `calls ${key}`
  return {
    grant: (wanted) => ledger.watch.grantCalls(turn, wanted, callsPerMinute),
    takeBack: (count) => ledger.watch.takeBackCalls(turn, count),
  }
}

/** Remembers whether a gateway answers. One that was not asked stays as it was. */
function noteUnreachable(
  { unreachable, log }: BackgroundDependencies,
  { account, isUnreachable, hasAnswered }: AccountRun,
): void {
  if (hasAnswered && !isUnreachable) unreachable.delete(account.key)
  else if (isUnreachable && !unreachable.has(account.key)) {
    unreachable.add(account.key)
    log.warn(`gateway does not answer, its payments wait: account="${account.key}"`)
  }
}
