import type { Page } from "./gateway"

/** The furthest page that is asked for. */
const LAST = 1_000_000

/**
 * A list of pages that a gateway counts from 1, as a list that goes on where the page before says. An empty page ends it;
 * one that only repeats what was there is for the reader to notice, who knows what was there.
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
