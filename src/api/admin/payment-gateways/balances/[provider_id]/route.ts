import { NotSupported } from "../../../../../core"
import { jsonRoute } from "../../support/json-route"
import { providerOf } from "../../support/find"
import type { BalancesResponse } from "../../types"
import { balanceOfRange } from "../../views/balances"
import type { RangeQuery } from "../middlewares"

/** What came in on some days, where the gateway can tell. */
export const GET = jsonRoute<BalancesResponse, RangeQuery>(async (req) => {
  const provider = await providerOf(req.scope, req.params.provider_id)
  if (provider.gateway.capabilities.balances !== "range") {
    throw new NotSupported("capability_missing", `${provider.title} tells no balance of single days.`)
  }
  return { balances: [await balanceOfRange(req.scope, provider, req.validatedQuery)] }
})
