import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { acquireLockStep, releaseLockStep } from "@medusajs/medusa/core-flows"
import { applyStep } from "./apply"
import { confirmStep } from "./confirm"
import { decideStep } from "./decide"
import { findAttemptStep } from "./find-attempt"
import type { SettlePaymentInput } from "./types"

export type { SettlePaymentInput, SettlePaymentResult } from "./types"

const WAIT_SECONDS = 30
const HOLD_SECONDS = 120

/**
 * The one road for money: lock → observe → decide → apply → confirm → unlock. Notifications, the shopper's return and
 * every other trigger start it; it may be started any number of times, and killed at any point.
 *
 * The lock is our own, never the cart's id, which Medusa's workflows lock themselves.
 */
export const settlePaymentWorkflow = createWorkflow(
  "payment-gateways-settle-payment",
  (input: WorkflowData<SettlePaymentInput>) => {
    const { lockKey, lockOwner } = findAttemptStep(input)
    acquireLockStep({ key: lockKey, ownerId: lockOwner, timeout: WAIT_SECONDS, ttl: HOLD_SECONDS })
    const decided = decideStep(input)
    applyStep(decided)
    const result = confirmStep(decided)
    releaseLockStep({ key: lockKey, ownerId: lockOwner })
    return new WorkflowResponse(result)
  },
)
