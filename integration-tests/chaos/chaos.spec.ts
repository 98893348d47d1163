import { runChaos, type ChaosReport } from "./chaos"

// About a minute on an idle machine.
jest.setTimeout(900_000)

/** A short one for every day; `npm run chaos` has the long ones. */
describe("thirty small histories of shoppers and trouble", () => {
  let report: ChaosReport
  beforeAll(async () => {
    report = await runChaos({ histories: 30, seed: 3, size: "small" })
  })

  it("captures nothing twice, loses nothing, leaves nothing stuck, and shows right totals", () => {
    expect(report.findings).toEqual([])
  })

  it("saw money come, and trouble of many kinds", () => {
    const tally = new Map(report.tally)
    expect(report.histories).toBe(30)
    expect(report.daysLater.captures).toBeGreaterThan(10)
    expect(report.daysLater.held.length).toBeGreaterThan(0)
    expect(tally.get("kill -9")).toBeGreaterThan(0)
    expect([...tally.keys()].filter((name) => name.startsWith("gateway ")).length).toBeGreaterThan(3)
  })
})
