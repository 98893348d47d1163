import { ERROR_CATALOGUE, errorCodeOf } from "../../core"
import type { PaymentAttempt } from "../../modules/gateway-ledger"
import { settle, type SettlementDependencies } from "../../settlement"
import { inPool } from "../pool"

/** After so many calls in a row without an answer the gateway is not called again until the lease of the rest ends. */
const ENOUGH = 5

/** Settles one provider's payments, a few at a time. */
export async function settleAll(
  dependencies: SettlementDependencies,
  attempts: readonly PaymentAttempt[],
  pool: number,
): Promise<void> {
  let unanswered = 0
  await inPool(attempts, pool, async (attempt) => {
    if (unanswered >= ENOUGH) return
    unanswered = (await isAnswered(dependencies, attempt)) ? 0 : unanswered + 1
  })
  if (unanswered >= ENOUGH) {
    dependencies.log.warn(
      `gateway does not answer, its payments wait: provider_id=${attempts[0]?.provider_id}`,
    )
  }
}

/**
 * Settles a payment; false when the gateway gave no answer. What fails comes back when the lease ends. Of what is settled
 * Medusa's books are looked at, so no number is named that would have the gateway asked.
 */
async function isAnswered(
  dependencies: SettlementDependencies,
  { provider_id, reference, gateway_id, settled_at }: PaymentAttempt,
): Promise<boolean> {
  const gatewayId = settled_at === null ? gateway_id : null
  try {
    await settle(dependencies, { provider_id, reference, gatewayId, road: "sweep" })
    return true
  } catch (error) {
    const message = (error as Error).message
    dependencies.log.warn(
      `payment not settled yet: provider_id=${provider_id} reference=${reference} error=${message}`,
    )
    return !isSilence(error)
  }
}

function isSilence(error: unknown): boolean {
  const code = errorCodeOf(error)
  const kind = code && ERROR_CATALOGUE[code].kind
  return kind === "unavailable" || kind === "outcome_unknown"
}
