import type { MedusaContainer } from "@medusajs/framework/types"
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import {
  allowedPayoutAmount,
  assertMayPayOut,
  GatewayError,
  nextPayoutCheckIn,
  OBSERVED_STATE,
  PayoutRefused,
  type Actor,
  type PayoutPolicy,
} from "../../core"
import type { Payout } from "../../modules/gateway-ledger"
import { ledgerOf, logOf } from "../services"
import { payingGateway } from "./gateway"
import { lookAtRefunded } from "./problems"
import { assertMoved, move, requestOf, said } from "./records"
import { lacksItsRefund } from "./refund"

export interface SendPayoutInput {
  payout_id: string
  /** Null when nobody asks: the sweep, for refunds. */
  actor: Actor | null
}

const RETRY_REFUND_MS = 60_000

const soon = (ageMs = 0) => new Date(Date.now() + (nextPayoutCheckIn(ageMs) ?? 0))

/**
 * One step, so that nothing stands between the mark and the call: an engine that runs the step again after a crash
 * finds the payout marked, and does not send it a second time.
 */
const sendPayoutStep = createStep(
  "payment-gateways-send-payout",
  async ({ payout_id, actor }: SendPayoutInput, { container }) => {
    const payout = await ledgerOf(container).payouts.get(payout_id)
    const { payouts, policy } = await payingGateway(container, payout.provider_id)
    assertMaySend(policy, payout, actor)
    if (await lacksItsRefund(container, payout)) return new StepResponse(payout)
    const marks = { sent_at: new Date(), error: null, next_check_at: soon() }
    const sending = assertMoved(await move(container, payout_id, "sending", marks), "sent")
    try {
      const { status, gatewayId } = await payouts.create(requestOf(sending))
      const state = OBSERVED_STATE[status]
      const next_check_at = state === "sent" ? soon() : null
      await move(container, payout_id, state, { gateway_id: gatewayId, next_check_at }, ["sending"])
    } catch (error) {
      await recordFailure(container, sending, error)
    }
    if (actor) await said(container, payout_id, "send", actor)
    return new StepResponse(await ledgerOf(container).payouts.get(payout_id))
  },
)

function assertMaySend(policy: PayoutPolicy, payout: Payout, actor: Actor | null): void {
  if (actor) assertMayPayOut(policy, actor)
  const isApprovedByAnother = payout.approved_by !== null && payout.approved_by !== payout.requested_by
  if (policy.twoPersonPayouts && !isApprovedByAnother) {
    throw new PayoutRefused("payout_needs_another_person", "This payout lacks another admin's approval.")
  }
  allowedPayoutAmount(policy, payout.amount, payout.currency_code)
}

/** What is known of the money decides: declined and unreached payouts did not leave, of all others nobody knows. */
async function recordFailure(container: MedusaContainer, payout: Payout, error: unknown): Promise<void> {
  const { id, provider_id, reference, refund_id } = payout
  const kind = error instanceof GatewayError ? error.kind : undefined
  const message = (error as Error).message.slice(0, 500)
  logOf(container).warn(`${provider_id} payout ${reference}: ${message}`)
  if (kind === "declined") {
    const declined = await move(container, id, "declined", { error: message, next_check_at: null })
    if (declined) await lookAtRefunded(container, declined)
  } else if (kind === "unavailable") {
    const next_check_at = refund_id ? new Date(Date.now() + RETRY_REFUND_MS) : null
    await move(container, id, "approved", { error: message, sent_at: null, next_check_at }, ["sending"])
  } else {
    await ledgerOf(container).payouts.note(id, "sending", { error: message, next_check_at: soon() })
  }
}

/**
 * Hands an approved payout to the gateway: once. `sending` is written down first, by a statement that only one process
 * wins; whatever happens then, it is asked for by its reference and never sent again.
 */
export const sendPayoutWorkflow = createWorkflow(
  "payment-gateways-send-payout",
  (input: WorkflowData<SendPayoutInput>) => new WorkflowResponse(sendPayoutStep(input)),
)
