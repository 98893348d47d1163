import { ledgerOf } from "../../../../composition"
import { jsonRoute } from "../support/json-route"
import type { PaymentsResponse } from "../types"
import { paymentRows } from "../views/payment-row"
import { attemptFilters } from "./filters"
import type { PaymentsQuery } from "./middlewares"

/** All payments, newest first. */
export const GET = jsonRoute<PaymentsResponse, PaymentsQuery>(async ({ scope, validatedQuery }) => {
  const { limit, offset, order } = validatedQuery
  const page = { limit, offset, oldestFirst: order === "created_at" }
  const { rows, count } = await ledgerOf(scope).search.attempts(
    await attemptFilters(scope, validatedQuery),
    page,
  )
  return { payments: await paymentRows(scope, rows), count, limit, offset }
})
