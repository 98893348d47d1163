import type { Payout } from "../../modules/gateway-ledger"
import { checkPayout, giveUpPayout, sendPayout } from "../../payouts"
import type { BackgroundDependencies } from "../dependencies"
import { inPool } from "../pool"

const AT_ONCE = 100

/** Sends the payouts of refunds, and asks about those that are under way. How many were due. */
export async function sweepPayouts(
  dependencies: BackgroundDependencies,
  leaseMs: number,
  pool: number,
): Promise<number> {
  const due = await dependencies.ledger.payouts.claimDue(AT_ONCE, leaseMs)
  await inPool(due, pool, (payout) => sweepPayout(dependencies, payout))
  return due.length
}

async function sweepPayout(dependencies: BackgroundDependencies, payout: Payout): Promise<void> {
  const { id, state, provider_id, reference } = payout
  try {
    await (state === "approved"
      ? sendPayout(dependencies, { payout_id: id, actor: null })
      : checkPayout(dependencies, { payout_id: id }))
  } catch (error) {
    dependencies.log.warn(
      `payout waits: provider_id=${provider_id} payout_id=${id} reference=${reference} error=${(error as Error).message}`,
    )
    await giveUpPayout(dependencies, payout, error)
  }
}
