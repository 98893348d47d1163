import type { Page } from "./gateway"

/** The last page that is asked for. */
const LAST = 1_000_000

/**
 * Makes `listPayments` of a gateway's list whose pages are counted from 1. An empty page ends the list; the caller
 * notices a page that only repeats the one before.
 */
export function pageByNumber<Item>(
  read: (page: number) => Promise<readonly Item[]>,
): (from: string | null) => Promise<Page<Item>> {
  return async (from) => {
    const page = from !== null && /^\d{1,7}$/.test(from) ? Math.max(1, Number(from)) : 1
    const items = await read(page)
    return { items, next: items.length > 0 && page < LAST ? String(page + 1) : null }
  }
}
