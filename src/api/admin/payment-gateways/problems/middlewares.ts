import type { MiddlewareRoute } from "@medusajs/framework/http"
import { validateAndTransformBody } from "@medusajs/framework"
import { z } from "@medusajs/framework/zod"
import { PROBLEM_CATALOGUE, type Problem } from "../../../../core"
import { guarded } from "../support/policies"
import { emptyBody, paging, providerId, query, searchText, several } from "../support/queries"

const list = z.strictObject({
  q: searchText,
  state: several(z.enum(["open", "resolved"])),
  kind: several(z.enum(Object.keys(PROBLEM_CATALOGUE) as [Problem, ...Problem[]])),
  provider_id: several(providerId),
  ...paging,
})
export type ProblemsQuery = z.infer<typeof list>

const note = z.strictObject({
  note: z.string().trim().min(3).max(1000),
  /** The problem's amount as the person saw it; a client that shows no sums may leave it out. */
  amount: z.string().max(80).nullable().optional(),
})
export type NoteBody = z.infer<typeof note>

const withNote = validateAndTransformBody(note)

export const problemRoutes: MiddlewareRoute[] = [
  guarded("GET", "problems", "payment_gateway_problem", "read", query(list)),
  guarded("GET", "problems/count", "payment_gateway_problem", "read"),
  guarded("POST", "problems/:id/check", "payment_gateway_problem", "update", emptyBody),
  guarded("POST", "problems/:id/place-order", "payment_gateway_problem", "update", emptyBody),
  guarded("POST", "problems/:id/refunded", "payment_gateway_problem", "update", withNote),
  guarded("POST", "problems/:id/resolve", "payment_gateway_problem", "update", withNote),
]
