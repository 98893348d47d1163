import type { BackgroundDependencies } from "../dependencies"

const EVERY_MS = 60 * 60_000

/** Writes down each account's balances once an hour, for the merchant's chart. */
export async function takeSnapshots({ ledger, accounts, log, now }: BackgroundDependencies): Promise<void> {
  for (const { providerId, gateway } of await accounts()) {
    if (!gateway.balances) continue
    const last = await ledger.balances.lastTakenAt(providerId)
    if (last && now() - last.getTime() < EVERY_MS) continue
    try {
      const takenAt = new Date(now())
      await ledger.balances.record(providerId, await gateway.balances(), takenAt)
    } catch (error) {
      log.warn(`balances not read: provider_id=${providerId} error=${(error as Error).message}`)
    }
  }
}
