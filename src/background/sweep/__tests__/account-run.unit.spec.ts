import type { Entry } from "../../dependencies"
import { accountsOf, AccountRun, type RunBounds } from "../account-run"

const entry = (providerId: string, name: string, account: string) =>
  ({ providerId, gateway: { name, account } }) as Entry

const runWith = (bounds: Partial<RunBounds> = {}) =>
  new AccountRun(
    { key: "tegro shop", entries: [], hasWork: true },
    { now: () => 0, budgetMs: 5_000, isSuspect: false, isStopped: () => false, ...bounds },
  )

it("is one for each account, whatever entries share it, and one for what nobody has configured", () => {
  const entries = [
    entry("pp_tegro_main", "tegro", "shop"),
    entry("pp_tegro_form", "tegro", "shop"),
    entry("pp_tegro_two", "tegro", "other"),
  ]
  const accounts = accountsOf(entries, new Set(["pp_tegro_form", "pp_stripe"]))
  expect(
    accounts.map(({ entries: own, hasWork }) => [own.map(({ providerId }) => providerId), hasWork]),
  ).toEqual([
    [["pp_tegro_main", "pp_tegro_form"], true],
    [["pp_tegro_two"], false],
    [["pp_stripe"], true],
  ])
})

it("leaves a gateway in peace that gives no answer three times in a row", async () => {
  const run = runWith()
  let asked = 0
  await run.askAll([...Array(100).keys()], async () => {
    asked++
    await new Promise(setImmediate)
    return false
  })
  expect(run.isUnreachable).toBe(true)
  expect(asked).toBeLessThan(10)
})

it("goes on where one question in a while has no answer", async () => {
  const run = runWith()
  let asked = 0
  await run.askAll([...Array(50).keys()], async () => ++asked % 3 > 0)
  expect([asked, run.isOver()]).toEqual([50, false])
})

it("asks a gateway that was silent the last time one question, and the rest only after its answer", async () => {
  const silent = runWith({ isSuspect: true })
  let asked = 0
  const ask = (isAnswered: boolean) => async () => {
    asked++
    return isAnswered
  }
  await silent.askAll([1, 2, 3, 4], ask(false))
  expect([asked, silent.isUnreachable]).toEqual([1, true])
  const back = runWith({ isSuspect: true })
  await back.askAll([1, 2, 3, 4], ask(true))
  expect([asked, back.isUnreachable]).toEqual([5, false])
})

it("begins nothing once its time is over, or the process ends", async () => {
  let now = 0
  const run = runWith({ now: () => now })
  const done: number[] = []
  await run.askAll([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], async (item) => {
    done.push(item)
    now += 1_000
    await new Promise(setImmediate)
    return true
  })
  expect(done.length).toBeLessThan(10)
  const stopped = runWith({ isStopped: () => true })
  await stopped.askAll([1], async (item) => done.push(item * 100) > 0)
  expect(done).not.toContain(100)
})

it("asks no more than the ceiling of this minute lets it, and gives back what it has not used", async () => {
  let left = 25
  const calls = {
    grant: async (wanted: number) => {
      const granted = Math.min(wanted, left)
      left -= granted
      return granted
    },
    takeBack: async (count: number) => void (left += count),
  }
  const run = runWith({ calls })
  let asked = 0
  const ask = async () => ++asked > 0
  await run.askAll([...Array(12).keys()], ask)
  expect([asked, run.isOver()]).toEqual([12, false])
  await run.end()
  expect(left).toBe(13)
  await run.askAll([...Array(30).keys()], ask)
  expect([asked, run.isOver(), run.isOutOfTime]).toEqual([25, true, false])
})

it("asks a gateway that was silent one question also where what comes first needs no answer of it", async () => {
  const run = runWith({ isSuspect: true })
  const asked: string[] = []
  const isQuestion = (item: string) => item !== "settled"
  await run.askAll(
    ["settled", "a", "b", "c"],
    async (item) => {
      asked.push(item)
      return false
    },
    isQuestion,
  )
  expect(asked).toEqual(["a"])
})

it("lasts a little longer once, when the gateway's list took all of its time, and not again and again", () => {
  let now = 0
  const run = runWith({ now: () => now })
  now = 6_000
  expect(run.isOver()).toBe(true)
  run.lengthenOnce(1_000)
  expect(run.isOver()).toBe(false)
  now += 1_000
  run.lengthenOnce(1_000)
  expect([run.isOver(), run.isOutOfTime]).toEqual([true, true])
})
