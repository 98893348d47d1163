import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { AdminAccount } from "../core"

/** A key may be made with a key, which was made with a key; nobody goes further. */
const MOST_KEYS = 10

const isKey = (actorId: string) => actorId.startsWith("apk_")

/**
 * The id of the admin in person behind an actor: an admin is that one, behind a secret API key is the one who made it.
 * Null where Medusa does not know: a key is gone, or was made by no admin.
 */
export async function personBehind(container: MedusaContainer, actorId: string): Promise<string | null> {
  let id: string | null = actorId
  for (let keys = 0; id !== null && isKey(id); keys++) {
    id = keys < MOST_KEYS ? await makerOf(container, id) : null
  }
  return id
}

async function makerOf(container: MedusaContainer, keyId: string): Promise<string | null> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "api_key", fields: ["created_by"], filters: { id: keyId } })
  const [key] = data as { created_by: string | null }[]
  return key?.created_by || null
}

/** The account of an admin; null where there is none, or none any more. */
export async function adminAccount(container: MedusaContainer, userId: string): Promise<AdminAccount | null> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "user", fields: ["email", "created_at"], filters: { id: userId } })
  const [user] = data as { email: string; created_at: string | Date }[]
  return user ? { email: user.email, createdAt: new Date(user.created_at).getTime() } : null
}
