import { DAY, HOUR, MINUTE } from "../../core/pace"
import type { BackgroundDependencies } from "../dependencies"
import type { AccountRun } from "./account-run"

/** After failures, balances are asked for again in 10 minutes, 20 minutes, and so on, at most in a day. */
const AFTER_FAILURE = { firstMs: 10 * MINUTE, lastMs: DAY }

/** Records an account's balances, for the merchant's chart. One of all processes does it, once an hour. */
export async function takeSnapshot(
  { ledger, log, now }: BackgroundDependencies,
  run: AccountRun,
): Promise<void> {
  const [entry] = run.account.entries
  const balances = entry?.gateway?.balances
  if (!entry || !balances || run.isUnreachable) return
  const turn = `balance ${entry.providerId}`
  if (!(await ledger.watch.takeTurn(turn, HOUR))) return
  // The turn is taken before the call: asking for a call first would cost a statement in every run.
  if (!(await run.mayCall())) return ledger.watch.giveBackTurn(turn)
  try {
    const takenAt = new Date(now())
    await ledger.balances.record(entry.providerId, await balances.call(entry.gateway), takenAt)
    await ledger.watch.endTurn(turn, null)
  } catch (error) {
    log.warn(`balances not read: provider_id=${entry.providerId} error=${(error as Error).message}`)
    await ledger.watch.endTurn(turn, AFTER_FAILURE)
  }
}
