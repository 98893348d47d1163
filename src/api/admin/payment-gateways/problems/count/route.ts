import { ledgerOf } from "../../../../../composition"
import { jsonRoute } from "../../support/json-route"
import type { ProblemsCountResponse } from "../../types"

/** How many problems are open. */
export const GET = jsonRoute<ProblemsCountResponse>(async ({ scope }) => {
  const { count } = await ledgerOf(scope).search.problems({ states: ["open"] }, { limit: 1 })
  return { open: count }
})
