import { GatewayUnavailable } from "../../../core"
import type { PaymentAttempt } from "../../../modules/gateway-ledger"
import type { BackgroundDependencies } from "../../dependencies"
import { sweepAttempts } from "../attempts"
import { AccountRun } from "../account-run"

const attempt = (n: number, settled_at: Date | null) =>
  ({
    ...{ id: `payatt_${n}`, provider_id: "pp_m2cerber_main", gateway: "m2cerber", account: "1" },
    ...{ reference: `ref-${n}`, gateway_id: null, payment_collection_id: `paycol_${n}`, status: "awaiting" },
    ...{ amount: "10.00", currency_code: "AZN", claims: {}, observations: {}, codes: [], words: [] },
    ...{ held_for: null, superseded_at: null, cleared_at: null, last_observed_at: null, answered_at: null },
    claimed_at: null,
    named_at: null,
    ...{ created_at: new Date(0), next_check_at: new Date(0), settled_at },
  }) as unknown as PaymentAttempt

/** Settled payments, and open ones whose gateway answers or does not. What is given back is due again. */
function storeWith(all: readonly PaymentAttempt[]) {
  const due = new Map(all.map((one) => [one.id, one]))
  const looked: string[] = []
  let answers = false
  const gateway = {
    ...{ name: "m2cerber", account: "1", acceptsTestPayments: false },
    capabilities: { holds: false, operationKeysMs: 0 },
    fetchPayment: async () => {
      if (!answers) throw new GatewayUnavailable("no answer")
      return null
    },
  }
  const find = (id: string) => all.find((one) => one.id === id)
  const dependencies = {
    gateway: async () => gateway,
    ledger: {
      attempts: {
        claimDue: async () => {
          const claimed = [...due.values()]
          due.clear()
          return claimed
        },
        giveBack: async (rows: PaymentAttempt[]) => rows.forEach((one) => due.set(one.id, one)),
        find: async ({ reference }: { reference: string }) => all.find((one) => one.reference === reference),
        beginLook: async (id: string) => ({ attempt: find(id), begunAt: new Date(0) }),
        ofCollections: async ([id]: string[]) => all.filter((one) => one.payment_collection_id === id),
        record: async (id: string) => ({ before: find(id), after: find(id) }),
        endLook: async (id: string) => void looked.push(id),
      },
      problems: { bring: async () => ({ opened: [], changed: [], cleared: [] }) },
    },
    medusa: {
      unitOf: async (id: string) => id,
      withLock: (_: string, work: () => unknown) => work(),
      money: async (id: string) => ({
        ...{ collectionIds: [id], cart: null, order: null, sessions: [], payments: [] },
      }),
    },
    events: { emit: async () => undefined },
    log: { warn: () => undefined },
    now: () => 0,
  } as unknown as BackgroundDependencies
  const account = {
    ...{ key: "m2cerber 1", hasWork: true },
    entries: [{ providerId: "pp_m2cerber_main", gateway: gateway as never }],
  }
  /** A run after one in which the gateway gave no answers. */
  const run = () =>
    sweepAttempts(
      dependencies,
      new AccountRun(account, { now: () => 0, budgetMs: 1_000, isSuspect: true, isStopped: () => false }),
      new Map(),
    )
  return { run, looked, due, answer: () => (answers = true) }
}

it("settled payments whose turn did not come while their gateway was silent have it when it answers", async () => {
  const settled = [5, 6].map((n) => attempt(n, new Date(0)))
  const open = [1, 2, 3, 4].map((n) => attempt(n, null))
  const { run, looked, due, answer } = storeWith([...open, ...settled])
  await run()
  expect([...due.keys()]).toEqual(expect.arrayContaining(["payatt_5", "payatt_6"]))
  expect(looked).not.toContain("payatt_5")
  answer()
  await run()
  expect(looked).toEqual(expect.arrayContaining(["payatt_5", "payatt_6"]))
})
