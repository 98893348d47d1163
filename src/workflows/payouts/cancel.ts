import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { assertMayPayOut } from "../../core"
import { ledgerOf } from "../services"
import type { DecidePayoutInput } from "./approve"
import { payingGateway } from "./gateway"
import { lookAtRefunded } from "./problems"
import { assertMoved, move, said } from "./records"

const cancelPayoutStep = createStep(
  "payment-gateways-cancel-payout",
  async ({ payout_id, actor }: DecidePayoutInput, { container }) => {
    const { provider_id } = await ledgerOf(container).payouts.get(payout_id)
    assertMayPayOut((await payingGateway(container, provider_id)).policy, actor)
    const moved = await move(container, payout_id, "canceled", { next_check_at: null }, ["draft", "approved"])
    const canceled = assertMoved(moved, "canceled")
    await said(container, payout_id, "cancel", actor)
    await lookAtRefunded(container, canceled)
    return new StepResponse(canceled)
  },
)

/** Gives up a payout that was not handed to the gateway yet. */
export const cancelPayoutWorkflow = createWorkflow(
  "payment-gateways-cancel-payout",
  (input: WorkflowData<DecidePayoutInput>) => new WorkflowResponse(cancelPayoutStep(input)),
)
