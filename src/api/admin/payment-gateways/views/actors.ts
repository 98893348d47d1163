import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { JournalRow } from "../../../../modules/gateway-ledger"
import type { ActionRecord, ActorInfo } from "../types"
import { iso } from "./values"

export type FindActor = (id: string | null) => ActorInfo | null

/** Finds the names of people and of API keys, each by one query for a whole page. */
export async function actors(
  container: MedusaContainer,
  ids: readonly (string | null)[],
): Promise<FindActor> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  const read = async (entity: string, fields: string[], of: string[]) => {
    if (of.length === 0) return []
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    return (await query.graph({ entity, fields, filters: { id: of } })).data as unknown[]
  }
  const isKey = (id: string) => id.startsWith("apk_")
  const persons = wanted.filter((id) => !isKey(id))
  const [users, keys] = await Promise.all([
    read("user", ["id", "email"], persons),
    read("api_key", ["id", "title"], wanted.filter(isKey)),
  ])
  const emails = new Map((users as { id: string; email: string }[]).map((one) => [one.id, one.email]))
  const titles = new Map((keys as { id: string; title: string }[]).map((one) => [one.id, one.title]))
  return (id) => (id ? { id, email: emails.get(id) ?? null, api_key: titles.get(id) ?? null } : null)
}

/** What people did about each problem or payout, oldest first. */
export function historyOf(entries: readonly JournalRow[], find: FindActor): (id: string) => ActionRecord[] {
  return (id) =>
    entries
      .filter(({ problem_id, payout_id }) => problem_id === id || payout_id === id)
      .map(({ action, actor_id, created_at, note }) => ({
        action: action ?? "",
        by: find(actor_id),
        at: iso(created_at),
        note,
      }))
}
