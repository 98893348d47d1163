import { configuredGateways } from "../../../../medusa/configured-gateways"
import { missingEntries, unpayableRegions } from "../../../../medusa/regions"
import { ledgerOf } from "../../../../composition"
import { jsonRoute } from "../support/json-route"
import type { ConnectionsResponse } from "../types"
import { connectionStates, publicAddress, storeWarnings } from "../views/connections"
import { installationView } from "../views/installation"
import { iso } from "../views/values"

/** How the store and its gateways reach each other, as far as is known; no gateway is asked. */
export const GET = jsonRoute<ConnectionsResponse>(async (req) => {
  const address = publicAddress(req.scope)
  const { watch, installation } = ledgerOf(req.scope)
  const [times, state] = [await watch.sweepTimes(), await installation.state()]
  const configured = await configuredGateways(req.scope)
  return {
    connections: await connectionStates(req.scope, configured, address),
    warnings: storeWarnings(req.scope, address, times, state),
    installation: installationView(state),
    missing_entries: await missingEntries(req.scope),
    unpayable_regions: await unpayableRegions(req.scope, configured),
    last_sweep_at: iso(times.last_sweep_at),
  }
})
