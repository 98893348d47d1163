import { HOUR, MINUTE } from "../core/pace"
import type { BackgroundDependencies } from "./dependencies"

const TURN = "retention"

/** How long retention works at a time. */
const LONGEST_MS = 5_000

/**
 * Removes what the merchant does not keep any longer, a batch at a time. One of all processes does it, once an hour, and a
 * minute later when its time was over before its work. Never throws.
 */
export async function applyRetention(
  { ledger, keepDays, log, now }: Pick<BackgroundDependencies, "ledger" | "keepDays" | "log" | "now">,
  { budgetMs = LONGEST_MS, isStopped = () => false }: { budgetMs?: number; isStopped?: () => boolean },
): Promise<void> {
  const { retention, watch } = ledger
  try {
    if (!(await watch.takeTurn(TURN, HOUR))) return
    await retention.makeLargeIndexes()
    const until = now() + Math.min(budgetMs, LONGEST_MS)
    const isOver = () => isStopped() || now() >= until
    const steps = [
      { days: keepDays.notifications, step: (days: number) => retention.dropNotifications(days) },
      { days: keepDays.balances, step: (days: number) => retention.thinBalances(days) },
      { days: keepDays.statement, step: (days: number) => retention.dropStatement(days) },
      { days: keepDays.paymentDetails, step: (days: number) => retention.trimAttempts(days) },
    ]
    for (const { days, step } of steps) {
      if (days === 0) continue
      while (!isOver() && !(await step(days)).isDone);
    }
    if (isOver()) await watch.endTurn(TURN, { firstMs: MINUTE, lastMs: MINUTE })
  } catch (error) {
    log.warn(`retention broken off: error=${(error as Error).message}`)
  }
}
