import { NotSupported, type Connection } from "../../../../../../core"
import { GATEWAY_SLOW } from "../../../../../support/describe-error"
import { answersOf, WAIT_MS } from "../../../../../support/gateway-answers"
import { configuredGateways } from "../../../../../../medusa/configured-gateways"
import { jsonRoute } from "../../../support/json-route"
import { providerOf, firstOrNotFound } from "../../../support/find"
import type { ConnectionCheckResponse } from "../../../types"
import { connectionStates, publicAddress } from "../../../views/connections"
import { iso } from "../../../views/values"

/** Makes a harmless call to the gateway. A slow gateway is shown as such; its answer shows when it comes. */
export const POST = jsonRoute<ConnectionCheckResponse>(async (req) => {
  const provider = await providerOf(req, req.params.provider_id as string)
  const { gateway, title, providerId } = provider
  if (!gateway.checkConnection) {
    throw new NotSupported("capability_missing", `${title} offers nothing to check the connection by.`)
  }
  const at = Date.now()
  const check = () => gateway.checkConnection?.() as Promise<Connection>
  const { connections } = answersOf(req.scope)
  const { refreshing } = await connections.get(providerId, check, { waitMs: WAIT_MS, force: true })
  const states = await connectionStates(
    req.scope,
    await configuredGateways(req.scope),
    publicAddress(req.scope),
  )
  const connection = firstOrNotFound(
    states.filter((state) => state.provider_id === providerId),
    "provider",
  )
  if (!refreshing) return { connection }
  const took_ms = Date.now() - at
  const last_check = { at: iso(new Date(at)), ok: false, took_ms, details: {}, error: GATEWAY_SLOW }
  return { connection: { ...connection, last_check } }
})
