import type { Gateway, Observation } from "../../core"

/**
 * How many pages are worth reading: some payments may not be in the list at all (links that nobody opened), and the
 * gateway's whole history must not be read for them. Past it they are asked about one by one.
 */
const pagesWorth = (payments: number) => 10 + Math.ceil(payments / 5)

/**
 * The gateway's list, newest first, until all of these payments are in it. Undefined for a gateway without lists.
 *
 * Nothing is known of its pages' size or of the number of the first one: an empty page ends it, and so does one that
 * only repeats what was there.
 */
export async function listUntilFound(
  gateway: Gateway,
  payments: readonly { reference: string }[],
): Promise<Observation[] | undefined> {
  if (!gateway.listPayments) return undefined
  const wanted = new Set(payments.map(({ reference }) => reference))
  const listed = new Map<string | null, Observation>()
  for (let page = 1; page <= pagesWorth(payments.length) && wanted.size > 0; page++) {
    const before = listed.size
    for (const row of await gateway.listPayments(page)) {
      listed.set(row.gatewayId, row)
      wanted.delete(row.reference)
    }
    if (listed.size === before) break
  }
  return [...listed.values()]
}
