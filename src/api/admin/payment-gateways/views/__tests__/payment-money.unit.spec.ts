import type { Capabilities, RefundMode } from "../../../../../core"
import type { KeptObservation } from "../../../../../core/settlement"
import { operationRow, paymentMoney, type MoneyFacts } from "../payment-money"

const END = "2026-12-03T10:00:00.000Z"

const shown = (change: Partial<KeptObservation>): KeptObservation => ({
  ...{ status: "authorized", code: "waiting_for_capture", reference: "mpg-1", gatewayId: "7", account: null },
  ...{ asked: "1490.50", received: null, currency: "RUB", fee: null, test: false, paidAt: null },
  ...change,
})

/** A shop whose gateway holds money as it says; Medusa has 1490.50 RUB authorized. */
const money = ({
  observed = shown({ held: "1490.50", captureBefore: END }),
  captured = "0",
  refunded = "0",
  holds = "once",
  refunds = "gateway",
  operations = [],
  ...rest
}: {
  observed?: KeptObservation | null
  captured?: string
  refunded?: string
  holds?: Capabilities["holds"]
  refunds?: RefundMode
  operations?: MoneyFacts["operations"]
} & Partial<Pick<MoneyFacts, "payment" | "gateway">> = {}) =>
  paymentMoney({
    attempt: {
      ...{ amount: "1490.50", currency_code: "RUB", gateway_id: "7" },
      observations: observed ? { 7: observed } : {},
    },
    payment: { paymentId: "pay_1", isCanceled: false, captured, refunded },
    operations,
    gateway: { acceptsTestPayments: false, capabilities: { holds } as Capabilities, refunds },
    ...rest,
  })

const paid = (change: Partial<KeptObservation> = {}) =>
  shown({ status: "paid", code: "succeeded", ...change })
const capture = (state: "asked" | "pending" | "done" | "failed") => ({ kind: "capture" as const, state })

describe("money that is held", () => {
  it("is shown with the time until which it may be captured, and how the gateway captures", () => {
    expect(money()).toEqual({
      payment_id: "pay_1",
      held: "1490.50",
      capture_before: END,
      captures: "once",
      capturable: "1490.50",
      captured: "0.00",
      released: null,
      refunded: "0.00",
      refunded_at_gateway: null,
      refundable: null,
    })
  })

  it("is all that was asked where the gateway tells no sum, less what is captured of it", () => {
    expect(money({ observed: shown({}) })).toMatchObject({ held: "1490.50", capture_before: null })
    expect(money({ observed: shown({}), holds: "many", captured: "490.5" })).toMatchObject({
      ...{ held: "1000.00", captured: "490.50", released: null },
    })
  })

  it("cannot be captured before Medusa has it authorized, nor after Medusa has canceled it", () => {
    expect(money({ payment: undefined })).toMatchObject({
      held: "1490.50",
      capturable: null,
      payment_id: null,
    })
    const canceled = { paymentId: "pay_1", isCanceled: true, captured: "0", refunded: "0" }
    expect(money({ payment: canceled }).capturable).toBeNull()
    expect(money({ gateway: undefined })).toMatchObject({
      held: "1490.50",
      captures: false,
      capturable: null,
    })
  })

  it.each([
    ["a capture without an answer", "once", [capture("asked")], null],
    ["a capture that the gateway refused", "once", [capture("failed")], "1490.50"],
    ["a capture that is done, where it captures once", "once", [capture("done")], null],
    ["a capture that is done, where it captures in parts", "many", [capture("done")], "1490.50"],
    ["a release", "many", [{ kind: "void", state: "asked" }], null],
    ["a release that the gateway refused", "once", [{ kind: "void", state: "failed" }], "1490.50"],
    ["a refund of another part", "many", [{ kind: "refund", state: "pending" }], "1490.50"],
  ] as const)("beside %s, by a gateway that captures %s", (_, holds, operations, capturable) => {
    expect(money({ holds, operations }).capturable).toBe(capturable)
  })
})

describe("money that was captured", () => {
  it("in part: the rest went back to the shopper", () => {
    const operations = [capture("done")]
    expect(money({ observed: paid(), captured: "1000", operations })).toMatchObject({
      ...{ held: null, capture_before: null, capturable: null, captured: "1000.00", released: "490.50" },
    })
  })

  it("as a whole, or not yet: nothing went back", () => {
    expect(money({ observed: paid(), captured: "1490.50" }).released).toBeNull()
    expect(money({ observed: paid() }).released).toBeNull()
    expect(money({ observed: null }).released).toBeNull()
  })

  it("is released when the hold was given up", () => {
    const over = shown({ status: "canceled" })
    const operations = [{ kind: "void", state: "done" }] as const
    expect(money({ observed: over, operations })).toMatchObject({ held: null, released: "1490.50" })
  })

  it("can be refunded as far as it is there, unless the merchant's option refuses refunds", () => {
    const sums = { observed: paid({ refunded: "90.50" }), captured: "1490.5", refunded: "90.5" }
    expect(money(sums)).toMatchObject({ ...{ refunded: "90.50", refundable: "1400.00" } })
    expect(money({ ...sums, refunds: "reject" }).refundable).toBeNull()
    expect(money({ ...sums, refunded: "1490.5" }).refundable).toBeNull()
  })

  it.each([
    ["the same", { refunded: "90.50000" }, null],
    ["less, since a refund is under way", { refunded: "0" }, "0.00"],
    ["more, since somebody refunded in the cabinet", { refunded: "190.5" }, "190.50"],
    ["all of it, without a sum", { status: "refunded", received: "1400" }, "1400.00"],
    ["all of it, and no sum at all", { status: "refunded" }, "1490.50"],
    ["nothing of refunds", {}, null],
    ["what is no amount", { refunded: "some" }, null],
  ] as const)("when the gateway shows %s", (_, change, refunded_at_gateway) => {
    const told = money({ observed: paid(change), captured: "1490.5", refunded: "90.5" })
    expect(told).toMatchObject({ refunded: "90.50", refunded_at_gateway })
  })
})

it("a record that cannot be read is shown as Medusa has it, and nothing can be done with its money", () => {
  const attempt = { amount: "1.5", currency_code: "nothing", gateway_id: null, observations: {} }
  const payment = { paymentId: "pay_1", isCanceled: false, captured: "5", refunded: "1" }
  expect(paymentMoney({ attempt, payment, operations: [], gateway: undefined })).toMatchObject({
    ...{ captured: "5", refunded: "1", held: null, capturable: null, refundable: null },
  })
})

it("an operation says who asked for it, how it stands and why it failed", () => {
  const at = new Date(END)
  const anna = { id: "user_1", email: "anna@example.com", api_key: null }
  const row = {
    ...{ id: "payop_1", attempt_id: "payatt_1", kind: "refund", state: "failed", amount: "90.5" },
    ...{ currency_code: "RUB", gateway_id: "r-1", subject_id: "ref_1", requested_by: "user_1", tries: 2 },
    ...{ error: "insufficient_funds", key: "secret-key", body: "{}", created_at: at, updated_at: at },
    ...{ next_try_at: null, leased_until: null, deleted_at: null },
  } as Parameters<typeof operationRow>[0]
  const told = operationRow(row, (id) => (id ? anna : null))
  expect(told).toEqual({
    ...{ id: "payop_1", kind: "refund", state: "failed", amount: "90.50", gateway_id: "r-1" },
    ...{ subject_id: "ref_1", requested_by: anna, error: "insufficient_funds", tries: 2 },
    ...{ created_at: END, updated_at: END, next_try_at: null },
  })
})
