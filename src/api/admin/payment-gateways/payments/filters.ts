import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import type { AttemptFilters } from "../../../../modules/gateway-ledger"
import { searchFor } from "../../../../medusa/reads/collection-search"

interface PaymentsQuery {
  q?: string
  provider_id?: string[]
  status?: string[]
  problem?: boolean
  created_at?: { gte?: Date; lte?: Date }
}

/** The filters of the list of payments and of its export. */
export async function attemptFilters(req: AuthenticatedMedusaRequest): Promise<AttemptFilters> {
  const { q, provider_id, status, problem, created_at } = req.validatedQuery as PaymentsQuery
  return {
    providers: provider_id,
    statuses: status,
    problem,
    from: created_at?.gte,
    to: created_at?.lte,
    search: await searchFor(req.scope, q),
  }
}
