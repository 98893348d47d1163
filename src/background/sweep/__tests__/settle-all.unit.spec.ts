import { GatewayUnavailable } from "../../../core"
import type { PaymentAttempt } from "../../../modules/gateway-ledger"
import type { SettlementDependencies } from "../../../settlement"
import { settleAll } from "../settle-all"

/** Settlement over a ledger that has these payments, and a gateway that is silent. */
function silentStore(attempts: readonly PaymentAttempt[]) {
  const asked: string[] = []
  const looked: string[] = []
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }
  const dependencies = {
    gateway: async () => ({
      name: "tegro",
      account: "shop",
      acceptsTestPayments: false,
      fetchPayment: async ({ reference }: { reference: string }) => {
        asked.push(reference)
        throw new GatewayUnavailable("no answer")
      },
    }),
    ledger: {
      attempts: {
        find: async ({ reference }: { reference: string }) =>
          attempts.find((one) => one.reference === reference),
        get: async (id: string) => attempts.find((one) => one.id === id),
        ofCollections: async ([id]: string[]) => attempts.filter((one) => one.payment_collection_id === id),
        record: async () => ({}),
        endLook: async (id: string) => void looked.push(id),
      },
      problems: { bring: async () => ({ opened: [], changed: [], cleared: [] }) },
    },
    medusa: {
      unitOf: async (id: string) => id,
      withLock: (_: string, work: () => unknown) => work(),
      money: async (id: string) => ({
        collectionIds: [id],
        cart: null,
        order: null,
        sessions: [],
        payments: [],
      }),
    },
    events: { emit: async () => undefined },
    log,
    now: () => 0,
  } as unknown as SettlementDependencies
  return { dependencies, asked, looked }
}

const payment = (n: number, settledAt: Date | null) =>
  ({
    id: `payatt_${n}`,
    provider_id: "pp_tegro",
    reference: `ref-${n}`,
    gateway_id: `70${n}`,
    payment_collection_id: `paycol_${n}`,
    amount: "100.00",
    currency_code: "RUB",
    status: "paid",
    claims: {},
    observations: {},
    codes: [],
    words: [],
    held_for: null,
    superseded_at: null,
    cleared_at: null,
    last_observed_at: null,
    answered_at: null,
    claimed_at: null,
    created_at: new Date(0),
    next_check_at: new Date(0),
    settled_at: settledAt,
  }) as unknown as PaymentAttempt

const seven = (settledAt: Date | null) => [1, 2, 3, 4, 5, 6, 7].map((n) => payment(n, settledAt))

it("a gateway that is silent five times in a row is left alone: the other payments wait", async () => {
  const attempts = seven(null)
  const { dependencies, asked } = silentStore(attempts)
  await settleAll(dependencies, attempts, 1)
  expect(asked).toEqual(["ref-1", "ref-2", "ref-3", "ref-4", "ref-5"])
})

it("of settled payments Medusa's books are looked at, whether the gateway answers or not", async () => {
  const attempts = seven(new Date(0))
  const { dependencies, asked, looked } = silentStore(attempts)
  await settleAll(dependencies, attempts, 1)
  expect(asked).toEqual([])
  expect(looked).toEqual(attempts.map(({ id }) => id))
})
