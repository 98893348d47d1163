import { ledgerOf } from "../../../../workflows/services"
import { answering } from "../support/answering"
import type { PaymentsResponse } from "../types"
import { paymentRow } from "../views/payment-row"
import { places } from "../views/places"
import { attemptFilters } from "./filters"

/** All payments, newest first. */
export const GET = answering<PaymentsResponse>(async (req) => {
  const { limit, offset, order } = req.validatedQuery as { limit: number; offset: number; order: string }
  const filters = await attemptFilters(req)
  const oldestFirst = order === "created_at"
  const { rows, count } = await ledgerOf(req.scope).search.attempts(filters, { limit, offset, oldestFirst })
  const placeOf = await places(
    req.scope,
    rows.map(({ payment_collection_id }) => payment_collection_id),
  )
  return { payments: rows.map((attempt) => paymentRow(attempt, placeOf)), count, limit, offset }
})
