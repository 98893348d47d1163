import type { MiddlewareRoute } from "@medusajs/framework/http"
import { validateAndTransformBody } from "@medusajs/framework"
import { z } from "@medusajs/framework/zod"
import { PROBLEM_CATALOGUE, type Problem } from "../../../../core"
import { guarded } from "../support/policies"
import { paging, providerId, query, searchText, several } from "../support/queries"

const list = z.strictObject({
  q: searchText,
  state: several(z.enum(["open", "resolved"])),
  kind: several(z.enum(Object.keys(PROBLEM_CATALOGUE) as [Problem, ...Problem[]])),
  provider_id: several(providerId),
  ...paging,
})

const nothing = validateAndTransformBody(z.strictObject({}))
/** As a problem's row shows it; a client that shows no sums may leave it out. */
const seenAmount = z.string().max(80).nullable().optional()
const withNote = validateAndTransformBody(
  z.strictObject({ note: z.string().trim().min(3).max(1000), amount: seenAmount }),
)

export const problemRoutes: MiddlewareRoute[] = [
  guarded("GET", "problems", "payment_gateway_problem", "read", query(list)),
  guarded("GET", "problems/count", "payment_gateway_problem", "read"),
  guarded("POST", "problems/:id/check", "payment_gateway_problem", "update", nothing),
  guarded("POST", "problems/:id/place-order", "payment_gateway_problem", "update", nothing),
  guarded("POST", "problems/:id/refunded", "payment_gateway_problem", "update", withNote),
  guarded("POST", "problems/:id/resolve", "payment_gateway_problem", "update", withNote),
]
