import type { PaymentAttempt } from "../../modules/gateway-ledger"
import { settle, type SettlementDependencies } from "../../settlement"
import { isSilence } from "../silence"

/**
 * Settles a payment; false when the gateway gave no answer. What fails comes back when its lease ends. Of what is settled
 * Medusa's books are looked at, so no number is named that would have the gateway asked.
 */
export async function settleAttempt(
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
