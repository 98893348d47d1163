import type { MedusaContainer } from "@medusajs/framework/types"
import type { Payout } from "../../modules/gateway-ledger"
import { checkPayoutWorkflow, sendPayoutWorkflow } from "../payouts"
import { giveUpPayout } from "../payouts/give-up"
import { inPool } from "../pool"
import { ledgerOf, logOf } from "../services"

const AT_ONCE = 100

/** Sends the payouts of refunds, and asks about those that are under way. How many were due. */
export async function sweepPayouts(
  container: MedusaContainer,
  leaseMs: number,
  pool: number,
): Promise<number> {
  const due = await ledgerOf(container).payouts.claimDue(AT_ONCE, leaseMs)
  await inPool(due, pool, (payout) => lookAfter(container, payout))
  return due.length
}

async function lookAfter(container: MedusaContainer, payout: Payout): Promise<void> {
  const { id, state, provider_id, reference } = payout
  try {
    if (state === "approved") {
      await sendPayoutWorkflow(container).run({ input: { payout_id: id, actor: null } })
    } else {
      await checkPayoutWorkflow(container).run({ input: { payout_id: id } })
    }
  } catch (error) {
    logOf(container).warn(`${provider_id} payout ${reference}: ${(error as Error).message}`)
    await giveUpPayout(container, payout, error)
  }
}
