/** Lists are counted and paged through as far as this: more rows are only known to be more. */
export const MOST_COUNTED = 10_000
