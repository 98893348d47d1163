import { configuredGateways } from "../../../../medusa/configured-gateways"
import { jsonRoute } from "../support/json-route"
import type { BalancesResponse } from "../types"
import { balanceStates } from "../views/balances"
import type { BalancesQuery } from "./middlewares"

/** The last known balances, at once. Gateways whose balance is old are asked in the background. */
export const GET = jsonRoute<BalancesResponse, BalancesQuery>(async ({ scope, validatedQuery }) => {
  const { provider_id: wanted } = validatedQuery
  const configured = await configuredGateways(scope)
  const shown = wanted ? configured.filter(({ providerId }) => wanted.includes(providerId)) : configured
  return { balances: await balanceStates(scope, shown, { waitMs: 0 }) }
})
