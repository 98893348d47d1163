import type { Gateway } from "../core"
import type { PaymentAttempt } from "../modules/gateway-ledger"
import type { SettlementDependencies } from "./dependencies"

/** Who answers for an attempt at the gateway. */
export interface AttemptGateway {
  gateway: Gateway
  /** Its own entry: only when it is configured can Medusa take the money. */
  own: Gateway | undefined
}

/**
 * The gateway to ask about an attempt: that of its own entry, or, when the entry was renamed or removed or has another
 * account by now, that of any entry of the account that the payment was made with. Undefined when there is none.
 */
export async function gatewayOf(
  dependencies: Pick<SettlementDependencies, "gateway" | "gatewayOfAccount">,
  { provider_id, gateway: name, account }: Pick<PaymentAttempt, "provider_id" | "gateway" | "account">,
): Promise<AttemptGateway | undefined> {
  const own = await dependencies.gateway(provider_id)
  if (own && (account === null || own.account === account)) return { gateway: own, own }
  const other = account === null ? undefined : await dependencies.gatewayOfAccount(name, account)
  return other && { gateway: other, own }
}
