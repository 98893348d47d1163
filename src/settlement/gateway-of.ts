import type { EntryGateway } from "../core"
import type { PaymentAttempt } from "../modules/gateway-ledger"
import type { SettlementDependencies } from "./dependencies"

/** Who answers for an attempt at the gateway. */
export interface AttemptGateway {
  gateway: EntryGateway
  /** Its own entry: only when it is configured can Medusa take the money. */
  own: EntryGateway | undefined
  /** Nobody wrote the account down, and this is the gateway's only one: that it shows the payment proves it, and no more. */
  isAssumed: boolean
}

/**
 * The gateway to ask about an attempt: that of its own entry, or, when the entry was renamed or removed or has another
 * account by now, that of any entry of the account that the payment was made with. Rows of 0.1.0 name no account: without
 * their entry, the gateway's account is asked where it has only one. Undefined when there is none.
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
