import type { Payout } from "../modules/gateway-ledger"
import type { PayoutDependencies } from "./dependencies"
import { move } from "./move"

/** Longer than Medusa needs to finish or take back a refund. */
const PATIENCE_MS = 60_000
const AGAIN_MS = 15_000

/**
 * Whether the refund that a payout belongs to is missing: Medusa takes a refund back when it cannot finish it. Such a
 * payout is put off, and canceled when the refund does not appear.
 */
export async function lacksItsRefund(dependencies: PayoutDependencies, payout: Payout): Promise<boolean> {
  const { ledger, now } = dependencies
  const { id, refund_id, created_at } = payout
  if (!refund_id || (await dependencies.hasRefund(refund_id))) return false
  if (now() - created_at.getTime() < PATIENCE_MS) {
    await ledger.payouts.note(id, "approved", { next_check_at: new Date(now() + AGAIN_MS) })
  } else {
    const change = { error: "Medusa took the refund back.", next_check_at: null }
    await move(dependencies, id, { state: "canceled", change, from: ["approved"] })
  }
  return true
}
