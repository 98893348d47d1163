import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import type { Actor } from "../../../../core"
import { configuredGateways, type ConfiguredGateway } from "../../../../medusa/configured-gateways"

/** The page to ask for where one row is looked for. */
export const ONE_ROW = { limit: 1, withoutCount: true }

/** The first row, where a page was asked for one. @throws MedusaError (not_found) */
export function firstOrNotFound<T>(rows: readonly T[], what: string): T {
  const [row] = rows
  if (!row) throw new MedusaError(MedusaError.Types.NOT_FOUND, `There is no such ${what}.`, `unknown_${what}`)
  return row
}

/** @throws MedusaError (not_found) */
export async function providerOf(
  container: MedusaContainer,
  id: string | undefined,
): Promise<ConfiguredGateway> {
  const configured = await configuredGateways(container)
  const found = configured.filter(({ providerId }) => providerId === id)
  return firstOrNotFound(found, "provider")
}

/** A request that tells who asks. */
export type Asker = Pick<AuthenticatedMedusaRequest, "scope" | "auth_context">

/** Who asks: a user, or a secret API key. */
export const actorOf = ({ auth_context }: Pick<Asker, "auth_context">): Actor => ({
  actor_id: auth_context.actor_id,
  actor_type: auth_context.actor_type,
})
