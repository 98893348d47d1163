/** The sample below which a share of all samples lies (nearest rank). */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  const rank = Math.max(1, Math.ceil(share * sorted.length))
  const value = sorted[rank - 1]
  if (value === undefined) throw new Error("There are no samples")
  return value
}

/** The middle sample; of an even number, the mean of the two in the middle. */
export function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b)
  const high = sorted[Math.floor(sorted.length / 2)]
  const low = sorted[Math.floor((sorted.length - 1) / 2)]
  if (high === undefined || low === undefined) throw new Error("There are no samples")
  return (low + high) / 2
}

/** What is told of a number of samples. */
export interface Spread {
  p50: number
  p95: number
  samples: number
}

/** Median, 95th percentile and count. */
export function spreadOf(samples: readonly number[]): Spread {
  return { p50: median(samples), p95: percentile(samples, 0.95), samples: samples.length }
}
