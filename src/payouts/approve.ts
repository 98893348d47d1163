import { assertLive, assertMayApprove, type Actor } from "../core"
import type { Payout } from "../modules/gateway-ledger"
import type { PayoutDependencies } from "./dependencies"
import { payingGateway } from "./gateway"
import { assertMoved, move } from "./move"
import { approverOf, askedBy } from "./persons"
import { authorOf, recordPayoutAction } from "./record-action"

export interface DecidePayoutInput {
  payout_id: string
  actor: Actor
}

/**
 * Lets a draft go out; by another person than the one who asked for it, where the merchant wants that.
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
  // A refund's payout was decided with the refund: the sweep sends it by itself.
  const next_check_at = payout.refund_id ? new Date(now()) : null
  const change = { approved_by: actor.actor_id, next_check_at }
  const moved = await move(dependencies, payout_id, {
    state: "approved",
    change,
    from: ["draft"],
    by: authorOf(actor),
  })
  const approved = assertMoved(moved, "approved")
  await recordPayoutAction(dependencies, payout_id, "approve", actor)
  return approved
}
