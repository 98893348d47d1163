import { configuredGateways } from "../../../../medusa/configured-gateways"
import { ledgerOf } from "../../../../composition"
import { jsonRoute } from "../support/json-route"
import type { ConnectionsResponse } from "../types"
import { connectionStates, publicAddress, storeWarnings } from "../views/connections"
import { iso } from "../views/values"

/** How the store and its gateways reach each other, as far as is known; no gateway is asked. */
export const GET = jsonRoute<ConnectionsResponse>(async (req) => {
  const address = publicAddress(req)
  const times = await ledgerOf(req.scope).watch.sweepTimes()
  return {
    connections: await connectionStates(req.scope, await configuredGateways(req.scope), address),
    warnings: storeWarnings(req.scope, address, times),
    last_sweep_at: iso(times.last_sweep_at),
  }
})
