import type { MedusaContainer } from "@medusajs/framework/types"
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { isUnclear, nextPayoutCheckIn, OBSERVED_STATE, type ObservedPayout } from "../../core"
import type { Payout } from "../../modules/gateway-ledger"
import { ledgerOf } from "../services"
import { followingGateway } from "./gateway"
import { clearUnclear, lookAtRefunded, reportUnclear } from "./problems"
import { move, requestOf } from "./records"

const ageOf = ({ sent_at, created_at }: Payout) => Date.now() - (sent_at ?? created_at).getTime()

const checkPayoutStep = createStep(
  "payment-gateways-check-payout",
  async ({ payout_id }: { payout_id: string }, { container }) => {
    const ledger = ledgerOf(container)
    const payout = await ledger.payouts.get(payout_id)
    if (payout.sent_at) {
      const gateway = await followingGateway(container, payout.provider_id)
      const observed = await gateway.fetch(requestOf(payout)).catch(async (error: Error) => {
        if (payout.state === "sending" && isUnclear(ageOf(payout))) await reportUnclear(container, payout)
        throw error
      })
      await (observed ? recordFound(container, payout, observed) : recordMissing(container, payout))
    }
    return new StepResponse(await ledger.payouts.get(payout_id))
  },
)

/** A problem is told before the watch ends: nothing more would come of it otherwise. */
async function recordFound(container: MedusaContainer, payout: Payout, found: ObservedPayout): Promise<void> {
  const state = OBSERVED_STATE[found.status]
  const next = state === "sent" ? nextPayoutCheckIn(ageOf(payout)) : null
  const change = { next_check_at: next === null ? null : new Date(Date.now() + next) }
  const learned = { ...change, gateway_id: found.gatewayId ?? payout.gateway_id, error: null }
  const isOverdue = state === "sent" && next === null
  if (isOverdue) await reportUnclear(container, payout)
  const moved = await move(container, payout.id, state, learned)
  if (!moved) await ledgerOf(container).payouts.note(payout.id, state, change)
  if (!isOverdue) await clearUnclear(container, moved ?? payout)
  if (moved && state !== "sent") await lookAtRefunded(container, moved)
}

/** The gateway does not know it. It may still come to know it, so it is watched on, but by a person too. */
async function recordMissing(container: MedusaContainer, payout: Payout): Promise<void> {
  const { id, state } = payout
  if (state !== "sending" && state !== "sent") return
  const age = ageOf(payout)
  if (isUnclear(age)) await reportUnclear(container, payout)
  const next = nextPayoutCheckIn(age)
  await ledgerOf(container).payouts.note(id, state, {
    next_check_at: next === null ? null : new Date(Date.now() + next),
  })
}

/** Asks the gateway about a payout by our reference, and writes down what it says. It never sends anything. */
export const checkPayoutWorkflow = createWorkflow(
  "payment-gateways-check-payout",
  (input: WorkflowData<{ payout_id: string }>) => new WorkflowResponse(checkPayoutStep(input)),
)
