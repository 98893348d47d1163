import type { MedusaContainer } from "@medusajs/framework/types"
import type { AttemptFilters } from "../../../../modules/gateway-ledger"
import { searchFor } from "../../../../medusa/reads/collection-search"
import type { PaymentFiltersQuery } from "./middlewares"

/** The filters of the list of payments and of its export. */
export async function attemptFilters(
  container: MedusaContainer,
  { q, provider_id, status, problem, created_at }: PaymentFiltersQuery,
): Promise<AttemptFilters> {
  return {
    providers: provider_id,
    statuses: status,
    problem,
    from: created_at?.gte,
    to: created_at?.lte,
    search: await searchFor(container, q),
  }
}
