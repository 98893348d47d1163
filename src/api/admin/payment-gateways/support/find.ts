import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import type { Actor } from "../../../../core"
import { configuredGateways, type ConfiguredGateway } from "../../../../medusa/configured-gateways"

/** The first row, where a page was asked for one. @throws MedusaError (not_found) */
export function firstOrNotFound<T>(rows: readonly T[], what: string): T {
  const [row] = rows
  if (!row) throw new MedusaError(MedusaError.Types.NOT_FOUND, `There is no such ${what}.`, `unknown_${what}`)
  return row
}

/** @throws MedusaError (not_found) */
export async function providerOf(req: AuthenticatedMedusaRequest, id: string): Promise<ConfiguredGateway> {
  const configured = await configuredGateways(req.scope)
  return firstOrNotFound(
    configured.filter(({ providerId }) => providerId === id),
    "provider",
  )
}

/** Who asks: a user, or a secret API key. */
export const actorOf = ({ auth_context }: AuthenticatedMedusaRequest): Actor => ({
  actor_id: auth_context.actor_id,
  actor_type: auth_context.actor_type,
})
