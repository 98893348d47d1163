import type { MedusaContainer } from "@medusajs/framework/types"
import { ledgerOf, logOf } from "./services"
import { settlePayment } from "./settlement"

/**
 * Looks at a payment right away, after something that concerns its money. Never throws: the attempt is due already, so
 * what fails here is found by the sweep.
 */
export async function lookAtAttempt(container: MedusaContainer, attemptId: string): Promise<void> {
  try {
    const { provider_id, reference } = await ledgerOf(container).attempts.get(attemptId)
    await settlePayment(container, { provider_id, reference, road: "sweep" })
  } catch (error) {
    logOf(container).warn(`payment not looked at yet: attempt_id=${attemptId}: ${(error as Error).message}`)
  }
}
