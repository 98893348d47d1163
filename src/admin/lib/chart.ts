/** One value at one time, as the history gives it. */
export interface Point {
  at: string
  available: string
}

/** The size in which a chart is drawn; it is stretched to its place. */
export const CHART = { width: 600, height: 120 }

const EDGE = 4

/** Where the points of a chart lie: for `<polyline points>`, left to right by time. */
export function chartPositions(points: readonly Point[]): { x: number; y: number }[] {
  // Numbers are exact enough for pixels; amounts in words never come this way.
  const values = points.map(({ available }) => Number(available))
  const times = points.map(({ at }) => Date.parse(at))
  const x = scale(times, 0, CHART.width)
  const y = scale(values, CHART.height - EDGE, EDGE)
  const positions = points.map((_, index) => ({ x: x(times[index] ?? 0), y: y(values[index] ?? 0) }))
  const [only] = positions
  // A single value has no way to go: it is drawn as a level.
  return only && positions.length === 1
    ? [
        { ...only, x: 0 },
        { ...only, x: CHART.width },
      ]
    : positions
}

/** Maps the values' range to a way; a range of one value lies in the middle. */
function scale(values: readonly number[], start: number, end: number): (value: number) => number {
  const low = Math.min(...values)
  const range = Math.max(...values) - low
  return (value) => (range === 0 ? (start + end) / 2 : start + ((value - low) / range) * (end - start))
}
