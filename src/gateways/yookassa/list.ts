import type { Observation, Page } from "../../core/gateway"
import type { YookassaClient } from "./client"
import { observationOf } from "./transform"

/**
 * One page of the shop's payments, newest first; YooKassa keeps three years of them. What cannot be read of it is left
 * out: a shop may be shared with other software.
 */
export async function listPayments(
  client: YookassaClient,
  from: string | null,
  wasHeld: boolean,
): Promise<Page<Observation>> {
  const { items, next_cursor } = await client.payments({}, from)
  const readable = items.flatMap((one) => (one ? [observationOf(one, {}, wasHeld)] : []))
  return { items: readable, next: next_cursor }
}
