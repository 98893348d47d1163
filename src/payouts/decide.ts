import { assertLive, assertMayApprove, assertMayCancelPayout, type Actor } from "../core"
import type { Payout } from "../modules/gateway-ledger"
import type { PayoutDependencies } from "./dependencies"
import { payingGateway } from "./gateway"
import { assertMoved, move } from "./move"
import { approverOf, askedBy, authorOf, recordPayoutAction } from "./persons"
import { lookAtRefunded } from "./problems"

export interface DecidePayoutInput {
  payout_id: string
  actor: Actor
}

/**
 * Approves a draft; where the merchant wants that, another person must do it than the one who asked for it.
 * @throws PayoutRefused
 * @throws Conflict (store_not_confirmed)
 */
export async function approvePayout(
  dependencies: PayoutDependencies,
  { payout_id, actor }: DecidePayoutInput,
): Promise<Payout> {
  const { ledger, persons, now } = dependencies
  const payout = await ledger.payouts.get(payout_id)
  const { policy } = await payingGateway(dependencies, payout.provider_id)
  assertMayApprove(policy, await approverOf(persons, actor), await askedBy(persons, payout), now())
  await assertLive(dependencies)
  // The sweep sends a refund's payout by itself: it was decided with the refund.
  const next_check_at = payout.refund_id ? new Date(now()) : null
  const moved = await move(dependencies, payout_id, {
    state: "approved",
    change: { approved_by: actor.actor_id, next_check_at },
    from: ["draft"],
    by: authorOf(actor),
  })
  const approved = assertMoved(moved, "approved")
  await recordPayoutAction(dependencies, payout_id, "approve", actor)
  return approved
}

/**
 * Cancels a payout that was not handed to the gateway yet, even where its entry is gone or pays out no more.
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
