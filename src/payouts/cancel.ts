import { assertMayCancelPayout } from "../core"
import type { Payout } from "../modules/gateway-ledger"
import type { DecidePayoutInput } from "./approve"
import type { PayoutDependencies } from "./dependencies"
import { assertMoved, move } from "./move"
import { lookAtRefunded } from "./problems"
import { authorOf, recordPayoutAction } from "./record-action"

/**
 * Gives up a payout that was not handed to the gateway yet; one whose entry is gone, or pays out no more, too.
 * @throws PayoutRefused
 */
export async function cancelPayout(
  dependencies: PayoutDependencies,
  { payout_id, actor }: DecidePayoutInput,
): Promise<Payout> {
  const { provider_id } = await dependencies.ledger.payouts.get(payout_id)
  const gateway = await dependencies.gateway(provider_id)
  assertMayCancelPayout(gateway?.payouts && gateway.payoutPolicy, actor)
  const moved = await move(dependencies, payout_id, {
    state: "canceled",
    change: { next_check_at: null },
    from: ["draft", "approved"],
    by: authorOf(actor),
  })
  const canceled = assertMoved(moved, "canceled")
  await recordPayoutAction(dependencies, payout_id, "cancel", actor)
  await lookAtRefunded(dependencies, canceled)
  return canceled
}
