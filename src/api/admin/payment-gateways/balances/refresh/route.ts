import { WAIT_MS } from "../../../../support/gateway-answers"
import { configuredGateways } from "../../../../../medusa/configured-gateways"
import { jsonRoute } from "../../support/json-route"
import type { BalancesResponse } from "../../types"
import { balanceStates } from "../../views/balances"

/** Asks all gateways anew. A slow gateway is shown with its last known balance. */
export const POST = jsonRoute<BalancesResponse>(async ({ scope }) => ({
  balances: await balanceStates(scope, await configuredGateways(scope), { waitMs: WAIT_MS, force: true }),
}))
