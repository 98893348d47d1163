import type { Gateway } from "../../core"
import type { BackgroundDependencies } from "../dependencies"
import { inPool } from "../pool"
import { claimListed, compareListed } from "./compare"
import { keyOf, readStatement } from "./read"

/** So often a list is read out of turn. */
const CONSULTED_EVERY_MS = 60_000
const POOL = 3

/**
 * Consults an account's list at once, where an answer about a payment contradicts what a signed notification said of it:
 * asking by the reference shows the newest of a link's payments, and an older one may be the paid one.
 */
export async function consultStatement(
  dependencies: BackgroundDependencies,
  gateway: Gateway,
): Promise<void> {
  await refreshStatement(dependencies, gateway)
  const listed = await claimListed(dependencies, keyOf(gateway))
  await inPool(listed, POOL, async (one) => void (await compareListed(dependencies, one)))
}

/** Reads an account's list now, unless it was read a moment ago. */
export async function refreshStatement(
  dependencies: Pick<BackgroundDependencies, "ledger" | "now" | "log">,
  gateway: Gateway,
): Promise<void> {
  if (!gateway.listPayments) return
  const justNow = new Date(dependencies.now() - CONSULTED_EVERY_MS)
  await dependencies.ledger.statements.wake(keyOf(gateway), justNow)
  await readStatement(dependencies, gateway)
}
