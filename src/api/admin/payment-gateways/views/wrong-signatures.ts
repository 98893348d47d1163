import type { MedusaContainer } from "@medusajs/framework/types"
import { ledgerOf } from "../../../../composition"
import type { Gateway } from "../../../../core"
import type { ConfiguredGateway } from "../../../../medusa/configured-gateways"
import type { Traffic } from "../../../../modules/gateway-ledger"
import type { ConnectionState } from "../types"

/** How many notifications of a gateway's account were refused for their signature since the last genuine one. */
export async function readWrongSignatures(
  container: MedusaContainer,
  configured: readonly ConfiguredGateway[],
  traffic: readonly Traffic[],
): Promise<(gateway: Gateway) => ConnectionState["wrong_signatures"]> {
  const accounts = configured.map(({ gateway: { name, account } }) => ({ gateway: name, account }))
  const refused = await ledgerOf(container).refusals.of(accounts)
  return ({ name, account }) => {
    const found = refused.get(`${name} ${account}`)
    // The address of any of the account's entries may be the one in its cabinet.
    const entries = configured
      .filter(({ gateway }) => gateway.name === name && gateway.account === account)
      .map(({ providerId }) => providerId)
    if (!found || found.last.getTime() <= lastGenuine(entries, traffic)) return null
    return { count: found.count, since: found.since.toISOString(), last: found.last.toISOString() }
  }
}

/** When one of these entries got its last genuine notification, in milliseconds since 1970. */
const lastGenuine = (ids: readonly string[], traffic: readonly Traffic[]) =>
  Math.max(
    0,
    ...traffic
      .filter(({ provider_id }) => ids.includes(provider_id))
      .map(({ last_notification_at }) => last_notification_at?.getTime() ?? 0),
  )
