import { WAIT_MS } from "../../../../../workflows/asking"
import { configuredGateways } from "../../../../../workflows/configured-gateways"
import { answering } from "../../support/answering"
import type { BalancesResponse } from "../../types"
import { balanceStates } from "../../views/balances"

/** Asks all gateways anew. Those that are slow are answered for by what was known. */
export const POST = answering<BalancesResponse>(async ({ scope }) => ({
  balances: await balanceStates(scope, await configuredGateways(scope), { waitMs: WAIT_MS, force: true }),
}))
