import type { MedusaContainer } from "@medusajs/framework/types"
import { ERROR_CATALOGUE, errorCodeOf } from "../../core"
import type { PaymentAttempt } from "../../modules/gateway-ledger"
import { inPool } from "../pool"
import { logOf } from "../services"
import { settlePayment } from "../settlement"

/** After so many questions in a row without an answer the gateway is left in peace until the lease of the rest ends. */
const ENOUGH = 5

/** Settles one provider's payments, a few at a time. */
export async function settleAll(
  container: MedusaContainer,
  attempts: readonly PaymentAttempt[],
  pool: number,
): Promise<void> {
  let unanswered = 0
  await inPool(attempts, pool, async (attempt) => {
    if (unanswered >= ENOUGH) return
    unanswered = (await isAnswered(container, attempt)) ? 0 : unanswered + 1
  })
  if (unanswered >= ENOUGH) {
    logOf(container).warn(`payment-gateways: ${attempts[0]?.provider_id} does not answer; its payments wait`)
  }
}

/** Settles a payment; false when the gateway gave no answer. What fails comes back when the lease ends. */
async function isAnswered(
  container: MedusaContainer,
  { provider_id, reference, gateway_id: gatewayId }: PaymentAttempt,
): Promise<boolean> {
  try {
    await settlePayment(container, { provider_id, reference, gatewayId, road: "sweep" })
    return true
  } catch (error) {
    const message = (error as Error).message
    logOf(container).warn(
      `payment not settled yet: provider_id=${provider_id} reference=${reference}: ${message}`,
    )
    return !isSilence(error)
  }
}

function isSilence(error: unknown): boolean {
  const code = errorCodeOf(error)
  const kind = code && ERROR_CATALOGUE[code].kind
  return kind === "unavailable" || kind === "outcome_unknown"
}
