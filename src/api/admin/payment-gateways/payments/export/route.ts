import { once } from "node:events"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { AttemptFilters } from "../../../../../modules/gateway-ledger"
import { ledgerOf, logOf } from "../../../../../composition"
import type { PaymentRow } from "../../types"
import { CSV_HEAD, csvLines } from "../../views/csv"
import { paymentRows } from "../../views/payment-row"
import { attemptFilters } from "../filters"
import type { PaymentFiltersQuery } from "../middlewares"

const BATCH_SIZE = 500

/** The payments of the list's filters, as a table for a spreadsheet. */
export async function GET(
  { scope, validatedQuery }: AuthenticatedMedusaRequest<unknown, PaymentFiltersQuery>,
  res: MedusaResponse,
): Promise<void> {
  const filters = await attemptFilters(scope, validatedQuery)
  res.setHeader("content-type", "text/csv; charset=utf-8")
  res.setHeader("content-disposition", `attachment; filename="payments.csv"`)
  res.setHeader("cache-control", "no-store")
  res.write(CSV_HEAD)
  try {
    for await (const rows of batches(scope, filters)) {
      if (res.destroyed) return
      if (!res.write(csvLines(rows))) await Promise.race([once(res, "drain"), once(res, "close")])
    }
    res.end()
  } catch (error) {
    // The status has been sent already: a connection that breaks off tells the browser that the file is not whole.
    logOf(scope).error(`payment export broke off: error=${(error as Error).message}`)
    res.destroy()
  }
}

/** Each batch begins where the last one ended, so that payments made meanwhile shift nothing. */
async function* batches(container: MedusaContainer, filters: AttemptFilters): AsyncGenerator<PaymentRow[]> {
  let after: { position: string; id: string } | undefined
  for (;;) {
    const page = { limit: BATCH_SIZE, after, withoutCount: true }
    const { rows } = await ledgerOf(container).search.attempts(filters, page)
    yield await paymentRows(container, rows)
    const last = rows.at(-1)
    if (!last || rows.length < BATCH_SIZE) return
    after = { position: last.position, id: last.id }
  }
}
