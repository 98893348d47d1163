import { NotSupported, type Connection } from "../../../../../../core"
import { GATEWAY_SLOW } from "../../../../../support/describe-error"
import { answersOf, WAIT_MS } from "../../../../../support/gateway-answers"
import { configuredGateways } from "../../../../../../medusa/configured-gateways"
import { jsonRoute } from "../../../support/json-route"
import { firstOrNotFound, providerOf } from "../../../support/find"
import type { ConnectionCheckResponse } from "../../../types"
import { connectionStates, publicAddress } from "../../../views/connections"
import { iso } from "../../../views/values"

/** Makes a harmless call to the gateway. A slow gateway is shown as slow until its answer comes. */
export const POST = jsonRoute<ConnectionCheckResponse>(async ({ scope, params }) => {
  const { gateway, title, providerId } = await providerOf(scope, params.provider_id)
  if (!gateway.checkConnection) {
    throw new NotSupported("capability_missing", `${title} offers nothing to check the connection by.`)
  }
  const at = Date.now()
  const check = () => gateway.checkConnection?.() as Promise<Connection>
  const { connections } = answersOf(scope)
  const { refreshing } = await connections.get(providerId, check, { waitMs: WAIT_MS, force: true })
  const states = await connectionStates(scope, await configuredGateways(scope), publicAddress(scope))
  const own = states.filter((state) => state.provider_id === providerId)
  const connection = firstOrNotFound(own, "provider")
  if (!refreshing) return { connection }
  const took_ms = Date.now() - at
  const last_check = { at: iso(new Date(at)), ok: false, took_ms, details: {}, error: GATEWAY_SLOW }
  return { connection: { ...connection, last_check } }
})
