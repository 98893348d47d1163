import { ledgerOf } from "../../../../composition"
import { jsonRoute } from "../support/json-route"
import type { PaymentsResponse } from "../types"
import { paymentRow } from "../views/payment-row"
import { ownersOf } from "../../../../medusa/reads/collection-owners"
import { attemptFilters } from "./filters"

/** All payments, newest first. */
export const GET = jsonRoute<PaymentsResponse>(async (req) => {
  const { limit, offset, order } = req.validatedQuery as { limit: number; offset: number; order: string }
  const filters = await attemptFilters(req)
  const oldestFirst = order === "created_at"
  const { rows, count } = await ledgerOf(req.scope).search.attempts(filters, { limit, offset, oldestFirst })
  const ownerOf = await ownersOf(
    req.scope,
    rows.map(({ payment_collection_id }) => payment_collection_id),
  )
  return { payments: rows.map((attempt) => paymentRow(attempt, ownerOf)), count, limit, offset }
})
