import type { PaymentAttempt } from "../../modules/gateway-ledger"
import { settle, type SettlementDependencies } from "../../settlement"
import { isNoAnswer } from "../errors"

/**
 * Settles a payment. When that fails, the attempt is due again at the end of its lease. Of a settled attempt only Medusa's
 * records are looked at: with the gateway's number, settlement would ask the gateway.
 *
 * @returns false when the gateway gave no answer
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
    return !isNoAnswer(error)
  }
}
