import type { MiddlewareRoute } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { guarded } from "../support/policies"
import { emptyBody, providerId, query, several } from "../support/queries"

const balances = z.strictObject({ provider_id: several(providerId) })
export type BalancesQuery = z.infer<typeof balances>

const day = z.iso.date().optional()

const range = z
  .strictObject({ from: day, to: day })
  .refine(({ from, to }) => !from || !to || from <= to, { path: ["to"], message: "to is before from" })
export type RangeQuery = z.infer<typeof range>

const history = z.strictObject({
  days: z.preprocess(
    (days) => (days === undefined ? 30 : Number(days)),
    z.union([z.literal(30), z.literal(90)]),
  ),
})
export type HistoryQuery = z.infer<typeof history>

export const balanceRoutes: MiddlewareRoute[] = [
  guarded("GET", "balances", "payment_gateway", "read", query(balances)),
  guarded("POST", "balances/refresh", "payment_gateway", "update", emptyBody),
  guarded("GET", "balances/history", "payment_gateway", "read", query(history)),
  guarded("GET", "balances/:provider_id", "payment_gateway", "read"),
  // The pattern takes ids of providers only: a range is not looked for in the query of /balances/history.
  guarded("GET", "balances/:provider_id(pp_[\\w-]+)", "payment_gateway", "read", query(range)),
]
