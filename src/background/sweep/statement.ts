import { MINUTE } from "../../core/pace"
import type { BackgroundDependencies } from "../dependencies"
import { isNoAnswer } from "../errors"
import { claimListed, compareListed, type Listed } from "../statement/compare"
import { keyOf, readStatement } from "../statement/read"
import type { AccountRun } from "./account-run"

/** How much of the account's list a run works on. */
interface Share {
  pages: number
  batches: number
  /** Only work that has been due for so long. */
  overdueMs: number
}

/** A run begins with what has been due for long, so that no backlog keeps the list from being read, and ends with the rest. */
export const FIRST_SHARE: Share = { pages: 2, batches: 1, overdueMs: 5 * MINUTE }
export const LAST_SHARE: Share = { pages: 5, batches: 8, overdueMs: 0 }

/** Reads an account's own list when it is due, and compares what it shows with the attempts. */
export async function sweepStatement(
  dependencies: BackgroundDependencies,
  run: AccountRun,
  { pages, batches, overdueMs }: Share,
): Promise<void> {
  const { gateway } = run
  if (!gateway?.listPayments || run.isOver()) return
  await readStatement(dependencies, gateway, {
    pages,
    overdueMs,
    mayCall: async () => !run.isOver() && (await run.mayCall()),
    noteCall: (error) => run.noteCall(error === undefined || !isNoAnswer(error)),
  })
  for (let batch = 0; batch < batches && !run.isOver(); batch++) {
    const listed = await claimListed(dependencies, keyOf(gateway), overdueMs)
    if (listed.length === 0) return
    await compareBatch(dependencies, run, listed)
  }
}

async function compareBatch(
  dependencies: BackgroundDependencies,
  run: AccountRun,
  listed: readonly Listed[],
): Promise<void> {
  const waiting = new Set(listed)
  await run.askAll(listed, (one) => {
    waiting.delete(one)
    return compareListed(dependencies, one)
  })
  await dependencies.ledger.statements.giveBack([...waiting].map(({ entry }) => entry))
}
