import { ledgerOf } from "../../../../../workflows/services"
import { answering } from "../../support/answering"
import type { ProblemsCountResponse } from "../../types"

/** How many problems are open. */
export const GET = answering<ProblemsCountResponse>(async ({ scope }) => {
  const { count } = await ledgerOf(scope).search.problems({ states: ["open"] }, { limit: 1 })
  return { open: count }
})
