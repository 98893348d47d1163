import { GatewayUnavailable } from "../../../core"
import type { PaymentAttempt } from "../../../modules/gateway-ledger"
import type { SettlementDependencies } from "../../../settlement"
import { settleAttempt } from "../settle-attempt"

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
      capabilities: { holds: false, operationKeysMs: 0 },
      fetchPayment: async ({ reference }: { reference: string }) => {
        asked.push(reference)
        throw new GatewayUnavailable("no answer")
      },
    }),
    ledger: {
      attempts: {
        find: async ({ reference }: { reference: string }) =>
          attempts.find((one) => one.reference === reference),
        beginLook: async (id: string) => ({
          attempt: attempts.find((one) => one.id === id),
          begunAt: new Date(0),
        }),
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
    gateway: "tegro",
    provider_id: "pp_tegro",
    account: "shop",
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
    named_at: null,
    created_at: new Date(0),
    next_check_at: new Date(0),
    settled_at: settledAt,
  }) as unknown as PaymentAttempt

it("an open payment is asked about, and a gateway that is silent is noticed", async () => {
  const open = payment(1, null)
  const { dependencies, asked, looked } = silentStore([open])
  expect(await settleAttempt(dependencies, open)).toBe(false)
  expect(asked).toEqual(["ref-1"])
  expect(looked).toEqual([open.id])
})

it("of a settled payment Medusa's records are looked at, and the gateway is not asked", async () => {
  const settled = payment(1, new Date(0))
  const { dependencies, asked, looked } = silentStore([settled])
  expect(await settleAttempt(dependencies, settled)).toBe(true)
  expect(asked).toEqual([])
  expect(looked).toEqual([settled.id])
})
