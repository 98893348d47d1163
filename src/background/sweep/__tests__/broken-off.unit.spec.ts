import type { Payout } from "../../../modules/gateway-ledger"
import type { BackgroundDependencies } from "../../dependencies"
import { LEASE_MS, withLease, type Lease } from "../../lease"
import { AccountRun } from "../account-run"
import { sweepPayouts } from "../payouts"

/** A table of leases that counts what is renewed and given back. */
function tableOf() {
  const renewed: string[] = []
  const back: string[] = []
  return {
    renewed,
    back,
    renew: async <T extends { id: string }>(rows: readonly T[]) => {
      renewed.push(...rows.map(({ id }) => id))
      return [...rows]
    },
    giveBack: async (rows: readonly { id: string }[]) => void back.push(...rows.map(({ id }) => id)),
  }
}

const run = () =>
  new AccountRun(
    { key: "m2cerber 1", hasWork: true, entries: [{ providerId: "pp_m2cerber_main", gateway: {} as never }] },
    { now: () => 0, budgetMs: 1_000, isSuspect: false, isStopped: () => false },
  )

beforeEach(() => void jest.useFakeTimers())
afterEach(() => void jest.useRealTimers())

it("work that fails gives back what waits, and keeps no lease alive", async () => {
  const table = tableOf()
  const rows = [{ id: "a" }, { id: "b" }]
  const work = async (lease: Lease<{ id: string }>) => {
    lease.begin(rows[0]!)
    throw new Error("connection lost")
  }
  await expect(withLease(table, rows, work, () => 0)).rejects.toThrow("connection lost")
  expect(table.back).toEqual(["b"])
  await jest.advanceTimersByTimeAsync(LEASE_MS)
  expect(table.renewed).toEqual([])
})

it("payouts are due again at once when the database fails before the first is sent", async () => {
  const table = tableOf()
  const due = [{ id: "payout_1", state: "approved" }] as Payout[]
  const dependencies = {
    ledger: { payouts: { ...table, claimDue: async () => due } },
    isLive: () => Promise.reject(new Error("connection lost")),
    now: () => 0,
  } as unknown as BackgroundDependencies
  await expect(sweepPayouts(dependencies, run())).rejects.toThrow("connection lost")
  expect(table.back).toEqual(["payout_1"])
  await jest.advanceTimersByTimeAsync(LEASE_MS)
  expect(table.renewed).toEqual([])
})
