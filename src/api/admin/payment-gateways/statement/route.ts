import { NotSupported } from "../../../../core"
import { jsonRoute } from "../support/json-route"
import { providerOf } from "../support/find"
import type { StatementResponse } from "../types"
import { statement } from "../views/statement"

/** The gateway's own list beside ours. */
export const GET = jsonRoute<StatementResponse>(async (req) => {
  const { provider_id, page } = req.validatedQuery as { provider_id: string; page: number }
  const provider = await providerOf(req, provider_id)
  if (!provider.gateway.listPayments) {
    throw new NotSupported("capability_missing", `${provider.title} cannot list its payments.`)
  }
  return statement(req.scope, provider, page)
})
