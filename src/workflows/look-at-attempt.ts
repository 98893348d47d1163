import type { MedusaContainer } from "@medusajs/framework/types"
import { ledgerOf, logOf } from "./services"
import { settlePayment } from "./settlement"

/**
 * Looks at a payment right away, after something that concerns its money. The attempt is due already, so what fails here
 * is found by the sweep.
 */
export async function lookAtAttempt(container: MedusaContainer, attemptId: string): Promise<void> {
  const { provider_id, reference } = await ledgerOf(container).attempts.get(attemptId)
  try {
    await settlePayment(container, { provider_id, reference, road: "sweep" })
  } catch (error) {
    const message = (error as Error).message
    logOf(container).warn(
      `payment not looked at yet: provider_id=${provider_id} reference=${reference}: ${message}`,
    )
  }
}
