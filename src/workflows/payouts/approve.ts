import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { assertMayApprove, type Actor } from "../../core"
import { ledgerOf } from "../services"
import { payingGateway } from "./gateway"
import { assertMoved, move, said } from "./records"

export interface DecidePayoutInput {
  payout_id: string
  actor: Actor
}

const approvePayoutStep = createStep(
  "payment-gateways-approve-payout",
  async ({ payout_id, actor }: DecidePayoutInput, { container }) => {
    const payout = await ledgerOf(container).payouts.get(payout_id)
    const { policy } = await payingGateway(container, payout.provider_id)
    assertMayApprove(policy, actor, payout.requested_by)
    // A refund's payout was decided with the refund: the sweep sends it by itself.
    const next_check_at = payout.refund_id ? new Date() : null
    const change = { approved_by: actor.actor_id, next_check_at }
    const approved = await move(container, payout_id, "approved", change, ["draft"])
    const moved = assertMoved(approved, "approved")
    await said(container, payout_id, "approve", actor)
    return new StepResponse(moved)
  },
)

/** Lets a draft go out; by another admin than the one who asked for it, where the merchant wants that. */
export const approvePayoutWorkflow = createWorkflow(
  "payment-gateways-approve-payout",
  (input: WorkflowData<DecidePayoutInput>) => new WorkflowResponse(approvePayoutStep(input)),
)
