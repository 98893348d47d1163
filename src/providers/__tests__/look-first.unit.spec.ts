import { GatewayUnavailable, type Gateway } from "../../core"
import type { PaymentAttempt } from "../../modules/gateway-ledger"
import { lookFirst } from "../base/look-first"

const ATTEMPT = {
  id: "payatt_1",
  provider_id: "pp_bank",
  gateway: "bank",
  account: "shop",
  reference: "ref-1",
  gateway_id: "701",
  payment_collection_id: "paycol_1",
  amount: "100.00",
  currency_code: "RUB",
  claims: {},
  codes: [],
  observations: {},
  created_at: new Date(0),
} as unknown as PaymentAttempt

/** Looks at the payment of an order of which nothing else is known; what was logged meanwhile. */
async function look(fetchPayment: Gateway["fetchPayment"], waitMs?: number) {
  const warnings: string[] = []
  const settlement = () => ({
    ledger: {
      attempts: { ofCollections: async () => [], record: async () => ({ before: ATTEMPT, after: ATTEMPT }) },
      operations: { ofAttempts: async () => [] },
    },
    gateway: async () => ({ account: "shop", capabilities: { holds: false }, fetchPayment }),
    events: { emit: async () => undefined },
    medusa: {
      money: async () => ({
        cart: null,
        order: null,
        sessions: [],
        payments: [],
        collectionIds: ["paycol_1"],
      }),
    },
    now: () => 0,
  })
  const runtime = { log: { warn: (line: string) => void warnings.push(line) } }
  const money = await lookFirst({ settlement, runtime } as never, ATTEMPT, waitMs)
  return { money, warnings }
}

const never = () => new Promise<never>(() => undefined)

describe("a look before money is sent back", () => {
  it("keeps nobody waiting whose gateway does not answer in time", async () => {
    const { money } = await look(never, 1)
    expect(money).toMatchObject({ payments: [], attempts: [] })
  })

  it("that the gateway does not answer stops no refund, and is in the log", async () => {
    const silent = async () => Promise.reject(new GatewayUnavailable("bank does not answer"))
    const { money, warnings } = await look(silent)
    expect(money).toMatchObject({ payments: [], attempts: [] })
    expect(warnings).toEqual([expect.stringContaining("reference=ref-1: bank does not answer")])
  })
})
