import type { EntryGateway } from "../core"
import type { PaymentAttempt } from "../modules/gateway-ledger"
import type { SettlementDependencies } from "./dependencies"

/** The gateway that answers for an attempt. */
export interface AttemptGateway {
  gateway: EntryGateway
  /** The attempt's own entry: Medusa can take the money only when it is configured. */
  own: EntryGateway | undefined
  /** The attempt names no account, so the gateway's only one is assumed; it is proven once it shows the payment. */
  isAssumed: boolean
}

/**
 * The gateway to ask about an attempt: that of its own entry or, when the entry was renamed, removed or given another
 * account, that of any entry of the account that the payment was made with. Rows of 0.1.0 name no account: without their
 * entry the gateway's account is assumed where it has only one. Undefined when there is none.
 */
export async function gatewayOf(
  dependencies: Pick<SettlementDependencies, "gateway" | "gatewayOfAccount">,
  { provider_id, gateway: name, account }: Pick<PaymentAttempt, "provider_id" | "gateway" | "account">,
): Promise<AttemptGateway | undefined> {
  const own = await dependencies.gateway(provider_id)
  if (own && (account === null || own.account === account)) return { gateway: own, own, isAssumed: false }
  const other = await dependencies.gatewayOfAccount(name, account)
  return other && { gateway: other, own, isAssumed: account === null }
}
