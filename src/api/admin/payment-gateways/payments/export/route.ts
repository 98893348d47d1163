import { once } from "node:events"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { AttemptFilters } from "../../../../../modules/gateway-ledger"
import { ledgerOf, logOf } from "../../../../../composition"
import type { PaymentRow } from "../../types"
import { CSV_HEAD, csvLines } from "../../views/csv"
import { paymentRow } from "../../views/payment-row"
import { ownersOf } from "../../../../../medusa/reads/collection-owners"
import { attemptFilters } from "../filters"

const AT_ONCE = 500

/** All payments of the same filters as the list, as a table for a spreadsheet. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const filters = await attemptFilters(req)
  res.setHeader("content-type", "text/csv; charset=utf-8")
  res.setHeader("content-disposition", `attachment; filename="payments.csv"`)
  res.setHeader("cache-control", "no-store")
  res.write(CSV_HEAD)
  try {
    for await (const rows of batches(req.scope, filters)) {
      if (res.destroyed) return
      if (!res.write(csvLines(rows))) await Promise.race([once(res, "drain"), once(res, "close")])
    }
    res.end()
  } catch (error) {
    // The status is gone long since; a download that breaks off is seen as one.
    logOf(req.scope).error(`payment export broke off: error=${(error as Error).message}`)
    res.destroy()
  }
}

/** From where the last batch ended, so that payments which come meanwhile shift nothing. */
async function* batches(container: MedusaContainer, filters: AttemptFilters): AsyncGenerator<PaymentRow[]> {
  let after: { position: string; id: string } | undefined
  for (;;) {
    const page = { limit: AT_ONCE, after, withoutCount: true }
    const { rows } = await ledgerOf(container).search.attempts(filters, page)
    const ownerOf = await ownersOf(
      container,
      rows.map(({ payment_collection_id }) => payment_collection_id),
    )
    yield rows.map((attempt) => paymentRow(attempt, ownerOf))
    const last = rows.at(-1)
    if (!last || rows.length < AT_ONCE) return
    after = { position: last.position, id: last.id }
  }
}
