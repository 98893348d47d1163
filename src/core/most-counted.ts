/** Lists are counted and paged up to this number of rows; of more rows nobody knows how many there are. */
export const MOST_COUNTED = 10_000
