/** One value at one time, as the history gives it. */
export interface Point {
  at: string
  available: string
}

/** The size in which a chart is drawn; the page stretches it. */
export const CHART = { width: 600, height: 120 }

const EDGE = 4

/** The positions of a chart's points for `<polyline points>`, left to right by time. */
export function chartPositions(points: readonly Point[]): { x: number; y: number }[] {
  // Numbers are exact enough for pixels.
  const values = points.map(({ available }) => Number(available))
  const times = points.map(({ at }) => Date.parse(at))
  const x = scale(times, 0, CHART.width)
  const y = scale(values, CHART.height - EDGE, EDGE)
  const positions = points.map((_, index) => ({ x: x(times[index] ?? 0), y: y(values[index] ?? 0) }))
  const [only] = positions
  // A single value is drawn as a level line.
  return only && positions.length === 1 ? [0, CHART.width].map((x) => ({ ...only, x })) : positions
}

/** Maps the values' range to a range of pixels; a single value lies in its middle. */
function scale(values: readonly number[], start: number, end: number): (value: number) => number {
  const low = Math.min(...values)
  const range = Math.max(...values) - low
  return (value) => (range === 0 ? (start + end) / 2 : start + ((value - low) / range) * (end - start))
}
