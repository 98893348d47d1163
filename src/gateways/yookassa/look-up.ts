import { IntegrityError, GatewayUnavailable } from "../../core/errors"
import type { KnownPayment } from "../../core/gateway"
import { unlessUnknown, type YookassaClient } from "./client"
import type { YookassaPayment } from "./wire"

const MINUTE = 60_000

/** The payment is made within minutes of being asked for; two clocks may differ. */
const BEFORE = 15 * MINUTE
const AFTER = 60 * MINUTE

/** So many payments of a window are looked through: 5,000. */
const MAX_PAGES = 50

/**
 * A payment by YooKassa's number, or by our reference where the answer with the number was lost; null only when YooKassa
 * has none.
 */
export function findPayment(
  client: YookassaClient,
  { gatewayId, reference, createdAt }: Pick<KnownPayment, "gatewayId" | "reference" | "createdAt">,
): Promise<YookassaPayment | null> {
  return gatewayId === null ? search(client, reference, createdAt) : unlessUnknown(client.payment(gatewayId))
}

/**
 * YooKassa finds nothing by a merchant's reference, so its list is read around the time at which the payment was asked
 * for. It is not there only when all of that time was read, and read well.
 */
async function search(
  client: YookassaClient,
  reference: string,
  createdAt: number,
): Promise<YookassaPayment | null> {
  const at = (time: number) => new Date(time).toISOString()
  const window = { "created_at.gte": at(createdAt - BEFORE), "created_at.lt": at(createdAt + AFTER) }
  let isReadable = true
  let cursor: string | null = null
  for (let pages = 0; pages < MAX_PAGES; pages++) {
    const { items, next_cursor } = await client.payments(window, cursor)
    const found = items.find((one) => one?.metadata.reference === reference)
    if (found) return found
    isReadable &&= items.every((one) => one !== null)
    if (next_cursor === null) {
      if (isReadable) return null
      throw new IntegrityError(
        "unreadable_answer",
        `YooKassa's list around ${reference} cannot be read whole`,
      )
    }
    cursor = next_cursor
  }
  throw new GatewayUnavailable(`YooKassa's list around ${reference} is longer than ${MAX_PAGES} pages`)
}
