import { sweepAttempts } from "../attempts"
import { named, slowStore, timed } from "./support/slow-store"

beforeEach(() => void jest.useFakeTimers())
afterEach(() => void jest.useRealTimers())

const due = () => ({ attempts: named("payment", 41) })

describe("payments that the gateway's list does not show are asked about one by one", () => {
  it.each([
    ["in every run, when pages come slowly", { pageMs: 400, askMs: 300 }, 41],
    ["in every run, when a page takes longer than a run", { pageMs: 9_000, askMs: 300 }, 15],
    [
      "in every run, when the list fails only after the run's time",
      { pageMs: 9_000, askMs: 300, isListBroken: true },
      15,
    ],
  ])("%s", async (_, slowness, least) => {
    const { dependencies, looked, newRun } = slowStore(slowness, due())
    await timed(sweepAttempts(dependencies, newRun(), new Map()))
    expect(looked.length).toBeGreaterThanOrEqual(least)
  })

  it("until all have been asked about, run after run, and none twice", async () => {
    const { dependencies, looked, newRun } = slowStore({ pageMs: 400, askMs: 3_000 }, due())
    for (let runs = 0; runs < 9; runs++) await timed(sweepAttempts(dependencies, newRun(), new Map()))
    expect(looked.sort()).toEqual(due().attempts.sort())
  })

  it("with calls that the list leaves them, when few may be made in a minute", async () => {
    let left = 10
    const grant = async (wanted: number) => {
      const granted = Math.min(wanted, left)
      left -= granted
      return granted
    }
    const { dependencies, looked, newRun } = slowStore({ pageMs: 10, askMs: 10 }, due())
    const calls = { grant, takeBack: async () => undefined }
    await timed(sweepAttempts(dependencies, newRun({ calls }), new Map()))
    expect(looked).toHaveLength(5)
  })
})
