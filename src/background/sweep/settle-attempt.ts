import type { PaymentAttempt } from "../../modules/gateway-ledger"
import { settle } from "../../settlement"
import type { BackgroundDependencies } from "../dependencies"
import { isSilence } from "../silence"

/** Settles a payment; false when the gateway gave no answer. What fails comes back when its lease ends. */
export async function settleAttempt(
  dependencies: BackgroundDependencies,
  { provider_id, reference, gateway_id: gatewayId }: PaymentAttempt,
): Promise<boolean> {
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
