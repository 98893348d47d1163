import { configuredGateways } from "../../../../medusa/configured-gateways"
import { missingEntries } from "../../../../medusa/missing-entries"
import { ledgerOf } from "../../../../composition"
import { jsonRoute } from "../support/json-route"
import type { ConnectionsResponse } from "../types"
import { connectionStates, publicAddress, storeWarnings } from "../views/connections"
import { iso } from "../views/values"

/** How the store and its gateways reach each other, as far as is known; no gateway is asked. */
export const GET = jsonRoute<ConnectionsResponse>(async (req) => {
  const address = publicAddress(req)
  const lastSweepAt = await ledgerOf(req.scope).watch.lastSweepAt()
  return {
    connections: await connectionStates(req.scope, await configuredGateways(req.scope), address),
    warnings: storeWarnings(req.scope, address, lastSweepAt),
    missing_entries: await missingEntries(req.scope),
    last_sweep_at: iso(lastSweepAt),
  }
})
