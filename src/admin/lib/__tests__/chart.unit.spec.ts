import { CHART, chartPositions } from "../chart"

const at = (day: number) => new Date(Date.UTC(2026, 0, day)).toISOString()

it("draws time from left to right and money from bottom to top", () => {
  const [low, middle, high] = chartPositions([
    { at: at(1), available: "10" },
    { at: at(2), available: "20" },
    { at: at(3), available: "30" },
  ])
  expect([low?.x, middle?.x, high?.x]).toEqual([0, CHART.width / 2, CHART.width])
  expect(low!.y).toBeGreaterThan(middle!.y)
  expect(middle!.y).toBeGreaterThan(high!.y)
})

it("leaves out no time: a gap of days is a gap", () => {
  const [, second] = chartPositions([
    { at: at(1), available: "10" },
    { at: at(9), available: "10" },
    { at: at(11), available: "10" },
  ])
  expect(second?.x).toBeCloseTo(CHART.width * 0.8)
})

it("draws a balance that never changed in the middle", () => {
  expect(chartPositions([{ at: at(1), available: "5" }])[0]?.y).toBe(CHART.height / 2)
})
