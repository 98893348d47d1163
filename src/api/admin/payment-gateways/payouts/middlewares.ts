import type { MiddlewareRoute } from "@medusajs/framework/http"
import { validateAndTransformBody } from "@medusajs/framework"
import { z } from "@medusajs/framework/zod"
import { PAYOUT_STATES } from "../../../../core"
import { guarded } from "../support/policies"
import { emptyBody, paging, providerId, query, searchText, several } from "../support/queries"

const list = z.strictObject({
  q: searchText,
  state: several(z.enum(PAYOUT_STATES)),
  provider_id: several(providerId),
  ...paging,
})
export type PayoutsQuery = z.infer<typeof list>

const draft = z.strictObject({
  provider_id: providerId,
  // The merchant's rules say which amounts, currencies and accounts are allowed.
  amount: z.string().min(1).max(40),
  currency_code: z.string().regex(/^[A-Za-z]{3}$/, "currency_code must be a three-letter code"),
  account: z.string().min(1).max(200),
  payment_system: z.number().int().positive().max(1_000_000).optional(),
  note: z.string().trim().min(1).max(1000).optional(),
  idempotency_key: z
    .string()
    .regex(/^[\w-]{8,100}$/, "idempotency_key must be 8 to 100 letters, digits, _ or -")
    .optional(),
})
export type PayoutDraft = z.infer<typeof draft>

export const payoutRoutes: MiddlewareRoute[] = [
  guarded("GET", "payouts", "payment_gateway_payout", "read", query(list)),
  guarded("POST", "payouts", "payment_gateway_payout", "create", validateAndTransformBody(draft)),
  guarded("GET", "payouts/:id", "payment_gateway_payout", "read"),
  guarded("POST", "payouts/:id/approve", "payment_gateway_payout", "update", emptyBody),
  guarded("POST", "payouts/:id/cancel", "payment_gateway_payout", "update", emptyBody),
  guarded("POST", "payouts/:id/check", "payment_gateway_payout", "update", emptyBody),
]
