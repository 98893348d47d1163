import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { IntegrityError, Money } from "../../core"
import { syncProblems } from "../problems"
import { ledgerOf } from "../services"
import { heldWithOrder } from "./held-money"
import { readMedusaFacts } from "./medusa-facts"
import { recordCaptures } from "./repairs"
import type { Decided, SettlePaymentResult } from "./types"

/** Reads everything again, and believes only what is there. */
export const confirmStep = createStep(
  "payment-gateways-confirm",
  async ({ decision, attempt, held }: Decided, { container }) => {
    const facts = await readMedusaFacts(container, attempt)
    const asked = Money.of(attempt.amount, attempt.currency_code)
    if (decision === "capture" && !facts.captured.equals(asked)) {
      throw new IntegrityError(
        "settlement_incomplete",
        `${attempt.reference}: ${asked} is paid, but Medusa shows ${facts.captured} captured`,
      )
    }
    const isCaptured = facts.captured.isPositive
    // Medusa may have captured it on its own since the decision: the shopper has completed the cart.
    const still = held.filter(({ kind }) => !(isCaptured && kind === "orphan"))
    await syncProblems(container, attempt, [...still, ...heldWithOrder(facts)], {
      orderId: facts.orderId,
      isCaptured,
    })
    const isInOrder = !facts.orderId || (await recordCaptures(container, attempt, facts))
    if (facts.orderId && facts.captured.equals(asked) && isInOrder) {
      await ledgerOf(container).updateAttempt(attempt.id, { next_check_at: null })
    }
    const result: SettlePaymentResult = {
      decision,
      status: attempt.status,
      received: attempt.received,
      held_for: attempt.held_for,
      payment_id: facts.paymentId ?? null,
      order_id: facts.orderId ?? null,
    }
    return new StepResponse(result)
  },
)
