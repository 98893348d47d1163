import { PaymentActions } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import {
  cancelOrderWorkflow,
  completeCartWorkflow,
  processPaymentWorkflow,
} from "@medusajs/medusa/core-flows"
import { isPaidWithoutOrder, readMedusaFacts } from "./medusa-facts"
import { dropUnpaidSessions } from "./repairs"
import type { Decided } from "./types"

/**
 * Lets Medusa's own workflows record the money and place the order. Not composed as a sub-workflow: money that was
 * captured must not be "compensated" by canceling the payment when a later step fails.
 */
export const applyStep = createStep(
  "payment-gateways-apply",
  async ({ decision, attempt, givesUp }: Decided, { container }) => {
    const facts = await readMedusaFacts(container, attempt)
    if (decision === "capture" && facts.session) {
      const data = { session_id: facts.session.id, amount: facts.session.amount as string }
      await processPaymentWorkflow(container).run({ input: { action: PaymentActions.SUCCESSFUL, data } })
    } else if (isPaidWithoutOrder(facts)) {
      await dropUnpaidSessions(container, attempt)
      // A cart that was changed after it was paid is for a person: its order would not be paid in full.
      if (!facts.costsAnotherSum) {
        await completeCartWorkflow(container).run({
          input: { id: facts.cartId as string },
          throwOnError: false,
        })
      }
    }
    if (givesUp && facts.order === "open" && !facts.captured.isPositive) {
      await cancelOrderWorkflow(container).run({ input: { order_id: facts.orderId as string } })
    }
    return new StepResponse()
  },
)
