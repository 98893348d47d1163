import { configuredGateways } from "../../../../workflows/configured-gateways"
import { answering } from "../support/answering"
import type { ProvidersResponse } from "../types"
import { providerInfo } from "../views/provider-info"

/** The configured providers and what they can do. */
export const GET = answering<ProvidersResponse>(async ({ scope }) => ({
  providers: (await configuredGateways(scope)).map(providerInfo),
}))
