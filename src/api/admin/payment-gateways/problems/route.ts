import { ledgerOf } from "../../../../composition"
import { jsonRoute } from "../support/json-route"
import type { ProblemsResponse } from "../types"
import { problemRows } from "../views/problem-rows"
import { searchFor } from "../../../../medusa/reads/collection-search"
import type { ProblemsQuery } from "./middlewares"

/** Money that needs a person, newest first. */
export const GET = jsonRoute<ProblemsResponse, ProblemsQuery>(async ({ scope, validatedQuery }) => {
  const { q, state, kind, provider_id, limit, offset } = validatedQuery
  const filters = { states: state, kinds: kind, providers: provider_id, search: await searchFor(scope, q) }
  const { rows, count } = await ledgerOf(scope).search.problems(filters, { limit, offset })
  return { problems: await problemRows(scope, rows), count, limit, offset }
})
