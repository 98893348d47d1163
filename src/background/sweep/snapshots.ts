import { DAY, HOUR, MINUTE } from "../../core/pace"
import type { BackgroundDependencies } from "../dependencies"
import type { Lane } from "./lane"

/** A refused question is asked again after these times, growing from the first to the last. */
const AFTER_FAILURE = { firstMs: 10 * MINUTE, lastMs: DAY }

/** Writes down an account's balances once an hour, for the merchant's chart; in one process of all. */
export async function takeSnapshot({ ledger, log, now }: BackgroundDependencies, lane: Lane): Promise<void> {
  const [entry] = lane.account.entries
  const balances = entry?.gateway?.balances
  if (!entry || !balances || lane.isSilent) return
  const turn = `balance ${entry.providerId}`
  if (!(await ledger.watch.takeTurn(turn, HOUR))) return
  // Asking for a call first would cost a statement in every run, for one in an hour.
  if (!(await lane.mayCall())) return ledger.watch.giveBackTurn(turn)
  try {
    const takenAt = new Date(now())
    await ledger.balances.record(entry.providerId, await balances.call(entry.gateway), takenAt)
    await ledger.watch.endTurn(turn, null)
  } catch (error) {
    log.warn(`balances not read: provider_id=${entry.providerId} error=${(error as Error).message}`)
    await ledger.watch.endTurn(turn, AFTER_FAILURE)
  }
}
