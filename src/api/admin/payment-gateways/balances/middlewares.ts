import type { MiddlewareRoute } from "@medusajs/framework/http"
import { validateAndTransformBody } from "@medusajs/framework"
import { z } from "@medusajs/framework/zod"
import { guarded } from "../support/policies"
import { providerId, query, several } from "../support/queries"

const day = z.iso.date().optional()

const range = z
  .strictObject({ from: day, to: day })
  .refine(({ from, to }) => !from || !to || from <= to, { path: ["to"], message: "to is before from" })

const history = z.strictObject({
  days: z.preprocess(
    (days) => (days === undefined ? 30 : Number(days)),
    z.union([z.literal(30), z.literal(90)]),
  ),
})

export const balanceRoutes: MiddlewareRoute[] = [
  guarded(
    "GET",
    "balances",
    "payment_gateway",
    "read",
    query(z.strictObject({ provider_id: several(providerId) })),
  ),
  guarded(
    "POST",
    "balances/refresh",
    "payment_gateway",
    "update",
    validateAndTransformBody(z.strictObject({})),
  ),
  guarded("GET", "balances/history", "payment_gateway", "read", query(history)),
  guarded("GET", "balances/:provider_id", "payment_gateway", "read"),
  // Only ids of providers, so that it does not look at the query of /balances/history.
  guarded("GET", "balances/:provider_id(pp_[\\w-]+)", "payment_gateway", "read", query(range)),
]
