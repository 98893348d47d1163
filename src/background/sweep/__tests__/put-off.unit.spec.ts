import { pageByNumber, type Observation, type OrderPolicy } from "../../../core"
import { DAY, HOUR, MINUTE } from "../../../core/pace"
import type { Leased, PaymentAttempt } from "../../../modules/gateway-ledger"
import type { BackgroundDependencies } from "../../dependencies"
import { LEASE_MS } from "../../lease"
import { sweepAttempts } from "../attempts"
import { AccountRun } from "../account-run"

/** A store whose payments the gateway's list shows as they were, with the time in milliseconds since they began. */
function storeWith(ageMs: number, orderPolicy?: OrderPolicy, status = "awaiting") {
  let now = ageMs
  let due: Leased<PaymentAttempt>[] = []
  const putOffBy = new Map<string, number | null>()
  const looked: string[] = []
  const pages: number[] = []
  const all: Observation[] = []
  const gateway = {
    ...{ name: "tegro", account: "1", orderPolicy },
    listPayments: pageByNumber(async (page) => {
      pages.push(page)
      return page === 1 ? [...all] : []
    }),
  }
  const dependencies = {
    gateway: async () => gateway,
    ledger: {
      attempts: {
        claimDue: async () => due.splice(0),
        giveBack: async () => undefined,
        putOff: async <T extends PaymentAttempt>(rows: T[], byMs: (row: T) => number | null) =>
          rows.forEach((row) => putOffBy.set(row.reference, byMs(row))),
        // Where a settlement begins.
        find: async ({ reference }: { reference: string }) => {
          looked.push(reference)
          throw new Error("not in this test")
        },
      },
    },
    log: { warn: () => undefined },
    now: () => now,
  } as unknown as BackgroundDependencies
  const account = {
    ...{ key: "tegro 1", hasWork: true },
    entries: [{ providerId: "pp_tegro_main", gateway: gateway as never }],
  }
  const bounds = { now: () => now, budgetMs: MINUTE, isSuspect: false, isStopped: () => false }
  const [run, lists] = [new AccountRun(account, bounds), new Map()]
  /** A round of a run that finds these due, for so long by the database's clock. */
  const round = async (references: string[], dueForMs = 10) => {
    now += 1_000
    due = references.map((reference) => ({ ...claimed(reference, now, now - dueForMs), status }) as never)
    all.push(...references.map((reference) => ({ reference, gatewayId: reference, status }) as never))
    await sweepAttempts(dependencies, run, lists)
  }
  return { round, putOffBy, looked, pages }
}

const claimed = (reference: string, now: number, dueAt: number) =>
  ({
    ...{
      id: `payatt_${reference}`,
      provider_id: "pp_tegro_main",
      reference,
      gateway_id: null,
    },
    ...{ settled_at: null, superseded_at: null, claimed_at: null, created_at: new Date(0) },
    ...{ next_check_at: new Date(now + LEASE_MS), due_at: new Date(dueAt) },
  }) as unknown as Leased<PaymentAttempt>

const FIRST = { placeOrder: "before_payment", cancelUnpaidAfterMs: DAY } as const

describe("payments that the gateway's list shows unchanged", () => {
  it.each([
    ["until their unpaid orders are due to be canceled", FIRST, HOUR - 1_000],
    [
      "by their pace, where orders come after the money",
      { ...FIRST, placeOrder: "after_payment" },
      12 * HOUR,
    ],
    ["by their pace, while that comes before", { ...FIRST, cancelUnpaidAfterMs: 3 * DAY }, 12 * HOUR],
  ] as const)("are put off %s", async (_, policy, byMs) => {
    const { round, putOffBy } = storeWith(23 * HOUR, policy)
    await round(["a", "b", "c"])
    expect([...putOffBy.values()]).toEqual([byMs, byMs, byMs])
  })

  it("are looked at when their unpaid orders are due to be canceled", async () => {
    const { round, putOffBy, looked } = storeWith(DAY, FIRST)
    await round(["a", "b", "c"])
    expect([looked, [...putOffBy]]).toEqual([["a", "b", "c"], []])
  })

  it("are looked at while they are held: what becomes of a hold is in Medusa", async () => {
    const { round, putOffBy, looked } = storeWith(HOUR, undefined, "authorized")
    await round(["a", "b", "c"])
    expect([looked, [...putOffBy]]).toEqual([["a", "b", "c"], []])
  })

  it("are put off by the list as it was read, when they were due before", async () => {
    const { round, putOffBy, looked, pages } = storeWith(HOUR)
    await round(["a", "b", "c"])
    await round(["a", "b", "c"], 2_000)
    expect([pages, looked, putOffBy.size]).toEqual([[1], [], 3])
  })

  it("are looked at when somebody has asked for it since the list was read", async () => {
    const { round, putOffBy, looked, pages } = storeWith(HOUR)
    await round(["a", "b", "c"])
    putOffBy.clear()
    await round(["b"])
    expect([pages, looked, [...putOffBy]]).toEqual([[1], ["b"], []])
  })

  it("are put off by the list as it is now, when many came due since it was read", async () => {
    const { round, putOffBy, looked, pages } = storeWith(HOUR)
    await round(["a", "b", "c"])
    await round(["d", "e", "f"])
    expect([pages, looked, putOffBy.size]).toEqual([[1, 1], [], 6])
  })
})
