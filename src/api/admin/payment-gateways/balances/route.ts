import { configuredGateways } from "../../../../medusa/configured-gateways"
import { jsonRoute } from "../support/json-route"
import type { BalancesResponse } from "../types"
import { balanceStates } from "../views/balances"

/** The last known balances, at once. The gateways are asked behind where that is worth it. */
export const GET = jsonRoute<BalancesResponse>(async ({ scope, validatedQuery }) => {
  const { provider_id: wanted } = validatedQuery as { provider_id?: string[] }
  const configured = await configuredGateways(scope)
  const shown = wanted ? configured.filter(({ providerId }) => wanted.includes(providerId)) : configured
  return { balances: await balanceStates(scope, shown, { waitMs: 0 }) }
})
