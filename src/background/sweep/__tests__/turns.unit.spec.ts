import { sweepAttempts } from "../attempts"
import { sweepAccount } from "../index"
import { named, slowStore, timed } from "./support/slow-store"

beforeEach(() => void jest.useFakeTimers())
afterEach(() => void jest.useRealTimers())

const lookedOf = (looked: readonly string[], kind: string) =>
  looked.filter((one) => one.startsWith(kind)).length

it("an older payment has its turn after every four young ones, however slow the gateway is", async () => {
  const due = { young: named("young", 60), attempts: named("older", 60) }
  const { dependencies, looked, newRun } = slowStore({ askMs: 3_000 }, due)
  await timed(sweepAttempts(dependencies, newRun(), new Map()))
  expect([lookedOf(looked, "young"), lookedOf(looked, "older")]).toEqual([8, 2])
})

it("settled payments have their turn among the others, without a call", async () => {
  let calls = 0
  const grant = async (wanted: number) => {
    calls += wanted
    return wanted
  }
  const due = { young: named("young", 60), settled: named("settled", 60) }
  const { dependencies, looked, newRun } = slowStore({ askMs: 3_000 }, due)
  const run = newRun({ calls: { grant, takeBack: async (count) => void (calls -= count) } })
  await timed(sweepAttempts(dependencies, run, new Map()))
  await run.end()
  expect(lookedOf(looked, "settled")).toBeGreaterThanOrEqual(2)
  expect(calls).toBe(lookedOf(looked, "young"))
})

it("notifications, payments and payouts all go forward in four runs, however much of each is due", async () => {
  const due = {
    young: named("young", 200),
    notifications: named("notification", 200),
    payouts: named("payout", 200),
  }
  const { dependencies, account, looked } = slowStore({ askMs: 6_000 }, due)
  for (let turn = 0; turn < 4; turn++) {
    await timed(sweepAccount(dependencies, account, { budgetMs: 5_000, turn }))
  }
  const kinds = ["young", "notification", "payout"]
  expect(kinds.map((kind) => lookedOf(looked, kind) >= 5)).toEqual([true, true, true])
})
