import { Watchdog } from "../watchdog"

const logged: string[] = []
const log = {
  debug: () => undefined,
  info: (text: string) => void logged.push(`info ${text}`),
  warn: (text: string) => void logged.push(`warn ${text}`),
  error: () => undefined,
}

beforeEach(() => {
  logged.length = 0
  jest.useFakeTimers()
})
afterEach(() => jest.useRealTimers())

const SCHEDULED = { isTaken: false, isScheduleSilent: false }
const TAKEN = { isTaken: true, isScheduleSilent: true }

it("gives the schedule time to be heard, then sweeps as often as that would, and says so once", async () => {
  let sweeps = 0
  const watchdog = new Watchdog({ takeOver: async () => TAKEN, sweep: async () => void sweeps++, log })
  watchdog.start()
  await jest.advanceTimersByTimeAsync(19_000)
  expect(sweeps).toBe(0)
  await jest.advanceTimersByTimeAsync(61_000)
  expect(sweeps).toBe(7)
  expect(logged).toEqual([expect.stringMatching(/^warn no sweep for 60 s/)])
  watchdog.stop()
  await jest.advanceTimersByTimeAsync(600_000)
  expect(sweeps).toBe(7)
})

it("says when the schedule is back, and again when it is lost once more", async () => {
  const turns = [TAKEN, TAKEN, SCHEDULED, SCHEDULED, TAKEN]
  const watchdog = new Watchdog({
    takeOver: async () => turns.shift() ?? SCHEDULED,
    sweep: async () => undefined,
    log,
  })
  for (let i = 0; i < 5; i++) await watchdog.look()
  expect(logged.map((line) => line.split(" ", 2).join(" "))).toEqual(["warn no", "info Medusa's", "warn no"])
})

it("goes on looking when the database gives no answer", async () => {
  let looks = 0
  const watchdog = new Watchdog({
    takeOver: async () => {
      looks++
      throw new Error("no connection")
    },
    sweep: async () => undefined,
    log,
    times: { everyMs: 1_000, lateMs: 2_000 },
  })
  watchdog.start()
  await jest.advanceTimersByTimeAsync(5_500)
  expect(looks).toBe(4)
  watchdog.stop()
})
