import { NotSupported } from "../../../../core"
import { jsonRoute } from "../support/json-route"
import { providerOf } from "../support/find"
import type { StatementResponse } from "../types"
import { statement } from "../views/statement"
import type { StatementQuery } from "./middlewares"

/** The gateway's own list beside ours. */
export const GET = jsonRoute<StatementResponse, StatementQuery>(async ({ scope, validatedQuery }) => {
  const provider = await providerOf(scope, validatedQuery.provider_id)
  if (!provider.gateway.listPayments) {
    throw new NotSupported("capability_missing", `${provider.title} cannot list its payments.`)
  }
  return statement(scope, provider, validatedQuery.page)
})
