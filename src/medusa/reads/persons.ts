import type { MedusaContainer } from "@medusajs/framework/types"
import type { AdminAccount } from "../../core"
import { readRows } from "../container"

/** A key may be made with a key, which was made with a key, and so on; longer chains are not followed. */
const MOST_KEYS = 10

const isKey = (actorId: string) => actorId.startsWith("apk_")

/**
 * The id of the admin behind an actor: the admin, or the admin who made the secret API key. Null where Medusa does not know
 * one, because the key is gone or was made by no admin.
 */
export async function personBehind(container: MedusaContainer, actorId: string): Promise<string | null> {
  let id: string | null = actorId
  for (let keys = 0; id !== null && isKey(id); keys++) {
    id = keys < MOST_KEYS ? await makerOf(container, id) : null
  }
  return id
}

async function makerOf(container: MedusaContainer, keyId: string): Promise<string | null> {
  const wanted = { entity: "api_key", fields: ["created_by"], filters: { id: keyId } }
  const [key] = await readRows<{ created_by: string | null }>(container, wanted)
  return key?.created_by || null
}

/** The account of an admin; null where there is no such account. */
export async function adminAccount(container: MedusaContainer, userId: string): Promise<AdminAccount | null> {
  const wanted = { entity: "user", fields: ["email", "created_at"], filters: { id: userId } }
  const [user] = await readRows<{ email: string; created_at: string | Date }>(container, wanted)
  return user ? { email: user.email, createdAt: new Date(user.created_at).getTime() } : null
}
