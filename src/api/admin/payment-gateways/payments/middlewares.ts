import type { MiddlewareRoute } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { PAYMENT_STATUSES } from "../../../../core"
import { guarded } from "../support/policies"
import { emptyBody, paging, providerId, query, searchText, several } from "../support/queries"

const time = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()], "created_at must hold dates or times of ISO 8601")
  .transform((text) => new Date(text))
  .optional()

const filters = z.strictObject({
  q: searchText,
  provider_id: several(providerId),
  status: several(z.enum(PAYMENT_STATUSES)),
  problem: z
    .enum(["true", "false"])
    .transform((text) => text === "true")
    .optional(),
  created_at: z.strictObject({ gte: time, lte: time }).optional(),
})
export type PaymentFiltersQuery = z.infer<typeof filters>

const list = filters.extend({
  ...paging,
  order: z.enum(["created_at", "-created_at"]).default("-created_at"),
})
export type PaymentsQuery = z.infer<typeof list>

export const paymentRoutes: MiddlewareRoute[] = [
  guarded("GET", "payments", "payment_gateway", "read", query(list)),
  guarded("GET", "payments/export", "payment_gateway", "read", query(filters)),
  guarded("GET", "payments/:id", "payment_gateway", "read"),
  guarded("POST", "payments/:id/check", "payment_gateway", "update", emptyBody),
  guarded("GET", "orders/:id", "payment_gateway", "read"),
]
