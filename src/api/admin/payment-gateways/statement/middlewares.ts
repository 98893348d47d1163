import type { MiddlewareRoute } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { guarded } from "../support/policies"
import { providerId, query } from "../support/queries"

const statement = z.strictObject({
  provider_id: providerId,
  page: z.coerce.number().int().min(1).max(10_000).default(1),
})
export type StatementQuery = z.infer<typeof statement>

export const statementRoutes: MiddlewareRoute[] = [
  guarded("GET", "statement", "payment_gateway", "read", query(statement)),
]
