import { NotSupported } from "../../../../../core"
import { WAIT_MS } from "../../../../support/gateway-answers"
import { jsonRoute } from "../../support/json-route"
import { providerOf } from "../../support/find"
import type { BalancesResponse } from "../../types"
import { balanceOfRange } from "../../views/balances"

/** What came in on some days, where the gateway can tell. */
export const GET = jsonRoute<BalancesResponse>(async (req) => {
  const provider = await providerOf(req, req.params.provider_id as string)
  if (provider.gateway.capabilities.balances !== "range") {
    throw new NotSupported("capability_missing", `${provider.title} tells no balance of single days.`)
  }
  const range = req.validatedQuery as { from?: string; to?: string }
  return { balances: [await balanceOfRange(req.scope, provider, range, WAIT_MS)] }
})
