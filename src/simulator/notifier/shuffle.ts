/** The order in which held notifications leave. */
export interface FlushOptions {
  order?: "fifo" | "reversed" | "random"
  /** For "random"; the same seed gives the same order. Default 1. */
  seed?: number
}

/** A copy of the items in the asked order. */
export function reorder<T>(items: readonly T[], { order = "fifo", seed = 1 }: FlushOptions): T[] {
  const copy = [...items]
  if (order === "reversed") return copy.reverse()
  if (order === "fifo") return copy
  const random = mulberry32(seed)
  return copy
    .map((item) => ({ item, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item)
}

/** Small seeded generator, so that a failing order can be repeated. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
}
