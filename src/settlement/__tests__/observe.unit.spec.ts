import { HOLDING } from "../../core/__tests__/support/capabilities"
import type { EntryGateway, KnownPayment } from "../../core"
import type { PaymentAttempt, PaymentOperation } from "../../modules/gateway-ledger"
import { observe } from "../observe"

/** A payment of 100.00 that was held, and what was done with it so far. */
const attempt = {
  ...{ id: "payatt_1", gateway: "toy", provider_id: "pp_toy", account: "shop", reference: "ref-1" },
  ...{ gateway_id: "701", amount: "100.00", currency_code: "RUB", status: "authorized" },
  ...{ claims: {}, codes: [], observations: {} },
  created_at: new Date(0),
} as unknown as PaymentAttempt

/** @returns what the gateway was asked about */
async function askedAbout(operations: Partial<PaymentOperation>[], capabilities = HOLDING) {
  let asked: KnownPayment | undefined
  const gateway = {
    ...{ name: "toy", account: "shop", capabilities },
    fetchPayment: async (known: KnownPayment) => {
      asked = known
      return null
    },
  } as unknown as EntryGateway
  const ledger = {
    operations: { ofAttempts: async () => operations },
    attempts: { record: async () => ({ before: attempt, after: attempt }) },
  }
  await observe(
    {
      ledger: ledger as never,
      events: { emit: async () => {} },
      gateway: async () => gateway,
      gatewayOfAccount: async () => gateway,
      now: () => 0,
    },
    attempt,
    { road: "sweep" },
  )
  return asked
}

it("a gateway is told what was captured of a hold, since it may go on showing what was held", async () => {
  const asked = await askedAbout([
    { kind: "capture", state: "done", amount: "40.00" },
    { kind: "capture", state: "asked", amount: "10.00" },
    { kind: "capture", state: "failed", amount: "99.00" },
    { kind: "refund", state: "done", amount: "5.00" },
  ])
  expect(asked?.captured?.amount).toBe("50.00")
})

it("a gateway is told of no capture where none was asked for, and where it holds nothing", async () => {
  expect(await askedAbout([])).not.toHaveProperty("captured")
  const capture = { kind: "capture", state: "done", amount: "40.00" } as const
  expect(await askedAbout([capture], { ...HOLDING, holds: false })).not.toHaveProperty("captured")
})
