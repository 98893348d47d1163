import type { MedusaContainer } from "@medusajs/framework/types"
import { configuredGateways, oneOfEachAccount } from "../configured-gateways"
import { ledgerOf, logOf } from "../services"

const EVERY_MS = 60 * 60_000

/** Writes down each account's balances once an hour, for the merchant's chart. */
export async function takeSnapshots(container: MedusaContainer): Promise<void> {
  const ledger = ledgerOf(container)
  for (const { providerId, gateway } of oneOfEachAccount(await configuredGateways(container))) {
    if (!gateway.balances) continue
    const [last] = await ledger.listBalanceSnapshots(
      { provider_id: providerId },
      { take: 1, order: { taken_at: "DESC" } },
    )
    if (last && Date.now() - last.taken_at.getTime() < EVERY_MS) continue
    try {
      const taken_at = new Date()
      const balances = await gateway.balances()
      await ledger.createBalanceSnapshots(
        balances.map(({ currency, available, pending, canceled }) => ({
          provider_id: providerId,
          currency_code: currency,
          available,
          pending,
          canceled,
          taken_at,
        })),
      )
    } catch (error) {
      logOf(container).warn(`${providerId}: its balances could not be read (${(error as Error).message})`)
    }
  }
}
