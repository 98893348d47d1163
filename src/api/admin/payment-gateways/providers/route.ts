import { configuredGateways } from "../../../../medusa/configured-gateways"
import { jsonRoute } from "../support/json-route"
import type { ProvidersResponse } from "../types"
import { providerInfo } from "../views/provider-info"

/** The configured providers and what they can do. */
export const GET = jsonRoute<ProvidersResponse>(async ({ scope }) => ({
  providers: (await configuredGateways(scope)).map(providerInfo),
}))
