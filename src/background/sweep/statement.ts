import { MINUTE } from "../../core/pace"
import type { BackgroundDependencies } from "../dependencies"
import { isSilence } from "../silence"
import { claimListed, compareListed, type Listed } from "../statement/compare"
import { keyOf, readStatement } from "../statement/read"
import type { Lane } from "./lane"

/** How much of a run is for an account's list. */
interface Share {
  pages: number
  batches: number
  /** Only what has been due for so long. */
  overdueMs: number
}

/** Before all else what has waited for long, so that no backlog keeps the list from being read; the rest in the end. */
export const FIRST_SHARE: Share = { pages: 2, batches: 1, overdueMs: 5 * MINUTE }
export const LAST_SHARE: Share = { pages: 5, batches: 8, overdueMs: 0 }

/** Reads an account's own list, when it is time, and compares what it shows with the attempts. */
export async function sweepStatement(
  dependencies: BackgroundDependencies,
  lane: Lane,
  { pages, batches, overdueMs }: Share,
): Promise<void> {
  const { gateway } = lane
  if (!gateway?.listPayments || lane.isOver()) return
  await readStatement(dependencies, gateway, {
    pages,
    overdueMs,
    mayCall: async () => !lane.isOver() && (await lane.mayCall()),
    heard: (error) => lane.heard(error === undefined || !isSilence(error)),
  })
  for (let batch = 0; batch < batches && !lane.isOver(); batch++) {
    const listed = await claimListed(dependencies, keyOf(gateway), overdueMs)
    if (listed.length === 0) return
    await compareBatch(dependencies, lane, listed)
  }
}

async function compareBatch(
  dependencies: BackgroundDependencies,
  lane: Lane,
  listed: readonly Listed[],
): Promise<void> {
  const waiting = new Set(listed)
  await lane.askAll(listed, (one) => {
    waiting.delete(one)
    return compareListed(dependencies, one)
  })
  await dependencies.ledger.statements.giveBack([...waiting].map(({ entry }) => entry))
}
