import { MINUTE } from "../../core/pace"
import type { BackgroundDependencies } from "../dependencies"
import { Sweeper } from "../sweeper"

/** A store with one account. Any of what it asks the ledger may be replaced. */
function storeWith(ledger: Record<string, Record<string, unknown>>) {
  const errors: string[] = []
  const gateway = { name: "tegro", account: "shop", listPayments: async () => ({ items: [], next: null }) }
  const nothing = async () => []
  let now = 0
  const dependencies = {
    ledger: {
      installation: { state: async () => ({ reason: null, here: {} }) },
      watch: {
        ...{ markSweep: async () => undefined, providersWithWork: async () => ["pp_tegro_main"] },
        ...{ takeTurn: async () => false, grantCalls: async () => 0, ...ledger.watch },
      },
      inbox: { claimDue: nothing, giveBack: async () => undefined, ...ledger.inbox },
      attempts: { claimDue: nothing, giveBack: async () => undefined, ...ledger.attempts },
      payouts: {
        ...{ claimDue: nothing, giveBack: async () => undefined, waitingRefunds: nothing },
        ...ledger.payouts,
      },
      statements: { claimReading: async () => undefined, claimDue: nothing, ...ledger.statements },
    },
    entries: async () => [{ providerId: "pp_tegro_main", gateway }],
    removeExpiredLocks: async () => undefined,
    unreachable: new Set<string>(),
    callsPerMinute: 600,
    log: { warn: () => undefined, error: (text: string) => void errors.push(text) },
    now: () => now,
  } as unknown as BackgroundDependencies
  const wait = (ms: number) => void (now += ms)
  return { sweeper: new Sweeper(dependencies), errors, wait }
}

beforeEach(() => void jest.useFakeTimers({ doNotFake: ["setImmediate", "nextTick"] }))
afterEach(() => void jest.useRealTimers())

const settled = () => new Promise(setImmediate)

/** Work that hangs for the first time: its database connection is dead. */
function hangingOnce<T>(result: T) {
  let begun = 0
  const work = () => (++begun === 1 ? new Promise<T>(() => undefined) : Promise.resolve(result))
  return { work, times: () => begun }
}

describe("a sweep that hangs", () => {
  it("is begun anew after ten minutes, and the log tells of it", async () => {
    const look = hangingOnce([])
    const { sweeper, errors, wait } = storeWith({ inbox: { claimDue: look.work } })
    await sweeper.wake()
    wait(10 * MINUTE - 1)
    await sweeper.wake()
    await settled()
    expect([look.times(), errors]).toEqual([1, []])
    wait(1)
    await sweeper.wake()
    await settled()
    expect(look.times()).toBe(2)
    expect(errors).toEqual([expect.stringMatching(/^sweep of "tegro shop" does not end/)])
  })

  it("is begun anew when it hangs before any account", async () => {
    const mark = hangingOnce(undefined)
    const claims: string[] = []
    const inbox = { claimDue: async () => (claims.push("claimed"), []) }
    const { sweeper, errors, wait } = storeWith({ watch: { markSweep: mark.work }, inbox })
    const job = sweeper.wake()
    await settled()
    wait(10 * MINUTE)
    await sweeper.wake()
    await settled()
    // Medusa's own job waits no longer, either.
    await jest.advanceTimersByTimeAsync(10 * MINUTE)
    await job
    expect(claims).toEqual(["claimed"])
    expect(errors).toHaveLength(1)
  })

  it("begins nothing more, should it ever go on", async () => {
    let goOn = (_: never[]) => {}
    let claims = 0
    const first = new Promise<never[]>((resolve) => (goOn = resolve))
    const inbox = { claimDue: () => (++claims === 1 ? first : Promise.resolve([])) }
    let payments = 0
    const attempts = { claimDue: async () => (payments++, []) }
    const { sweeper, wait } = storeWith({ inbox, attempts })
    await sweeper.wake()
    wait(10 * MINUTE)
    await sweeper.wake()
    await settled()
    const before = payments
    goOn([])
    await settled()
    expect([before, payments]).toEqual([2, 2])
  })
})

it("a backlog for which runs follow each other for more than ten minutes is not taken for one that hangs", async () => {
  let rounds = 0
  const store = storeWith({
    inbox: {
      claimDue: async () => {
        store.wait(9 * MINUTE)
        await settled()
        return ++rounds < 4 ? [] : new Promise(() => undefined)
      },
    },
  })
  await store.sweeper.wake()
  while (rounds < 4) await settled()
  await store.sweeper.wake()
  expect(store.errors).toEqual([])
})

it("what becomes due while a long list is read is found by the next run, not only after the list", async () => {
  let readings = 0
  let claims = 0
  const store = storeWith({
    watch: { providersWithWork: async () => [] },
    statements: {
      claimReading: async () => {
        if (++readings <= 2) store.wait(6_000)
        return undefined
      },
    },
    attempts: { claimDue: async () => (claims++, []) },
  })
  await store.sweeper.wake()
  await store.sweeper.idle()
  expect(claims).toBeGreaterThan(0)
})

it("nothing is claimed for an account that has nothing due", async () => {
  const claims: string[] = []
  const claimDue = async () => (claims.push("claimed"), [])
  const { sweeper } = storeWith({
    watch: { providersWithWork: async () => [] },
    ...{ inbox: { claimDue }, attempts: { claimDue } },
  })
  await sweeper.wake()
  await sweeper.idle()
  expect(claims).toEqual([])
})

describe("the kind of work that comes first", () => {
  /** What is claimed first in each of some sweeps that follow each other. */
  async function firsts(sweeps: number, dueNotifications: object[] = []) {
    const claimed: string[] = []
    const kind = (name: string, due: object[] = []) => ({ claimDue: async () => (claimed.push(name), due) })
    const { sweeper } = storeWith({
      statements: { claimReading: async () => void claimed.push("list") },
      inbox: kind("notifications", dueNotifications),
      ...{ attempts: kind("payments"), payouts: kind("payouts") },
    })
    const firstOf = async () => {
      claimed.length = 0
      await sweeper.wake()
      await sweeper.idle()
      return claimed[0]
    }
    const all: unknown[] = []
    while (all.length < sweeps) all.push(await firstOf())
    return all
  }

  it("is another one in each sweep, so that a slow gateway keeps none waiting for ever", async () => {
    expect(await firsts(5)).toEqual(["list", "notifications", "payments", "payouts", "list"])
  })

  it("keeps its turn while this minute's calls are used up", async () => {
    expect(await firsts(3, [{ id: "notification_1" }])).toEqual(["list", "list", "list"])
  })
})
