import { GatewayUnavailable, IntegrityError } from "../../core/errors"
import type { KnownPayment, Observation, Page } from "../../core/gateway"
import { unlessUnknown } from "../not-found"
import type { YookassaClient } from "./client"
import { observationOf } from "./transform"
import type { YookassaPayment } from "./wire"

const MINUTE = 60_000

/** YooKassa makes a payment within minutes of being asked for it; two clocks may differ. */
const BEFORE = 15 * MINUTE
const AFTER = 60 * MINUTE

/** The most pages that are read of such a window: 5,000 payments. */
const MAX_PAGES = 50

/**
 * A payment by YooKassa's number, or by our reference where the answer with the number was lost; null only when YooKassa
 * has none. YooKassa cannot search by a reference, so its list is read around the time at which the payment was asked for.
 */
export function findPayment(
  client: YookassaClient,
  { gatewayId, reference, createdAt }: Pick<KnownPayment, "gatewayId" | "reference" | "createdAt">,
): Promise<YookassaPayment | null> {
  if (gatewayId !== null) return unlessUnknown(client.payment(gatewayId))
  const at = (time: number) => new Date(time).toISOString()
  const window = { "created_at.gte": at(createdAt - BEFORE), "created_at.lt": at(createdAt + AFTER) }
  const list = { name: `YooKassa's list around ${reference}`, maxPages: MAX_PAGES }
  const read = (cursor: string | null) => client.payments(window, cursor)
  return findInList(list, read, ({ metadata }) => metadata.reference === reference)
}

/**
 * Finds an item of a list. Null only when the list was read to its end and every item of it could be read.
 *
 * @param read reads a page; an item that cannot be read is null
 */
export async function findInList<T extends object>(
  { name, maxPages }: { name: string; maxPages: number },
  read: (cursor: string | null) => Promise<{ items: readonly (T | null)[]; next_cursor: string | null }>,
  isMeant: (item: T) => boolean,
): Promise<T | null> {
  let isReadable = true
  let cursor: string | null = null
  for (let pages = 0; pages < maxPages; pages++) {
    const page: Awaited<ReturnType<typeof read>> = await read(cursor)
    const found = page.items.find((item) => item !== null && isMeant(item))
    if (found) return found
    isReadable &&= page.items.every((item) => item !== null)
    cursor = page.next_cursor
    if (cursor !== null) continue
    if (isReadable) return null
    throw new IntegrityError("unreadable_answer", `${name} cannot be read whole`)
  }
  throw new GatewayUnavailable(`${name} has more than ${maxPages} pages`)
}

/** A page of the shop's payments, newest first. A shop may be shared with other software: what cannot be read is left out. */
export async function listPayments(
  client: YookassaClient,
  from: string | null,
  wasHeld: boolean,
): Promise<Page<Observation>> {
  const { items, next_cursor } = await client.payments({}, from)
  const readable = items.flatMap((one) => (one ? [observationOf(one, {}, wasHeld)] : []))
  return { items: readable, next: next_cursor }
}
