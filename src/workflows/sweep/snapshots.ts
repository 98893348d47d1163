import type { MedusaContainer } from "@medusajs/framework/types"
import { configuredGateways, oneOfEachAccount } from "../configured-gateways"
import { ledgerOf, logOf } from "../services"

const EVERY_MS = 60 * 60_000

/** Writes down each account's balances once an hour, for the merchant's chart. */
export async function takeSnapshots(container: MedusaContainer): Promise<void> {
  const ledger = ledgerOf(container)
  for (const { providerId, gateway } of oneOfEachAccount(await configuredGateways(container))) {
    if (!gateway.balances) continue
    const last = await ledger.balances.lastTakenAt(providerId)
    if (last && Date.now() - last.getTime() < EVERY_MS) continue
    try {
      const takenAt = new Date()
      await ledger.balances.record(providerId, await gateway.balances(), takenAt)
    } catch (error) {
      logOf(container).warn(`${providerId}: its balances could not be read (${(error as Error).message})`)
    }
  }
}
