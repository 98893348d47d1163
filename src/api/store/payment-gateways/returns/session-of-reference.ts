import type { MedusaContainer } from "@medusajs/framework/types"
import { ledgerOf } from "../../../../composition"
import { configuredGateways } from "../../../../medusa/configured-gateways"

/** The session of the newest payment that has one of these references, at whichever gateway. */
export async function sessionOfReference(
  container: MedusaContainer,
  references: readonly string[],
): Promise<string | undefined> {
  if (references.length === 0) return undefined
  const names = new Set((await configuredGateways(container)).map(({ gateway }) => gateway.name))
  const { attempts } = ledgerOf(container)
  const found = await Promise.all([...names].map((name) => attempts.ofReferences(name, references)))
  const [newest] = found.flat().sort((a, b) => b.created_at.getTime() - a.created_at.getTime())
  return newest?.session_id
}
