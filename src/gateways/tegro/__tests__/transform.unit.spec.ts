import fc from "fast-check"
import { observationOf, paymentStatusOf, payoutOf } from "../transform"
import * as wire from "../wire"

/** The sample of the API's own documents. */
const SAMPLE = {
  id: 1232,
  date_created: "2020-11-14 23:32:37",
  date_payed: "2020-11-14 23:33:39",
  status: 1,
  payment_system_id: 10,
  currency_id: 1,
  amount: "64.18000000",
  fee: "4.00000000",
  email: "user@site.ru",
  test_order: 0,
  payment_id: "Order #17854",
}
const observe = (change: object = {}) => observationOf(wire.order.parse({ ...SAMPLE, ...change }))

it.each([
  [0, "awaiting"],
  [1, "paid"],
  [2, "failed"],
  [3, "refunded"],
  [4, "processing"],
  [9, "canceled"],
])("knows Tegro's status %i as %s", (code, status) => {
  expect(paymentStatusOf(code)).toEqual({ status, known: true })
})

it("takes any other number for not paid", () => {
  fc.assert(
    fc.property(fc.oneof(fc.integer(), fc.double()), (code) => {
      fc.pre(![0, 1, 2, 3, 4, 9].includes(code))
      expect(paymentStatusOf(code)).toEqual({ status: "processing", known: false })
    }),
    { numRuns: 1_000 },
  )
})

it("reads the documents' sample, with the merchant's number where Tegro calls it payment_id", () => {
  expect(observe()).toMatchObject({
    status: "paid",
    code: "1",
    reference: "Order #17854",
    gatewayId: "1232",
    asked: "64.18000000",
    fee: "4.00000000",
    test: false,
    paidAt: "2020-11-14 23:33:39",
  })
})

it("takes the currency of the signed notification, since Tegro's number for it is nobody's", () => {
  const order = wire.order.parse(SAMPLE)
  expect(observationOf(order).currency).toBeNull()
  expect(observationOf(order, { paid: { received: null, currency: "RUB" } }).currency).toBe("RUB")
})

it("keeps what the statement shows of an order", () => {
  expect(observe().raw).toEqual({
    id: "1232",
    status: 1,
    amount: "64.18000000",
    fee: "4.00000000",
    payment_system_id: 10,
    date_created: "2020-11-14 23:32:37",
    date_payed: "2020-11-14 23:33:39",
  })
  const bare = observe({ fee: undefined, payment_system_id: undefined })
  expect(bare.fee).toBeNull()
  expect(bare.raw).toMatchObject({ fee: null, payment_system_id: null })
})

it("does not take an unpaid order for one in work, for want of a date of payment", () => {
  expect(observe({ status: 0, date_payed: null }).status).toBe("awaiting")
  expect(observe({ status: 9, date_payed: null }).status).toBe("canceled")
})

it("does not believe a payment without a date of payment", () => {
  expect(observe({ date_payed: null }).status).toBe("processing")
})

it.each([1, "1"])("sees play money (%j)", (flag) => {
  expect(observe({ test_order: flag }).test).toBe(true)
})

it.each([0, "0", null, undefined])("sees real money (%j)", (flag) => {
  expect(observe({ test_order: flag }).test).toBe(false)
})

it("keeps the buyer's e-mail out of what is stored", () => {
  expect(JSON.stringify(observe())).not.toContain("user@site.ru")
})

it.each<[string, object, object]>([
  ["a date", { date_created: "x".repeat(41) }, { date_created: null }],
  ["a number of a payment system", { payment_system_id: "x".repeat(1_000) }, { payment_system_id: null }],
  ["a date that cannot be written down", { date_created: "2020\0" }, { date_created: null }],
])("reads an order without %s that is of no use", (_what, change, expected) => {
  expect(wire.order.parse({ ...SAMPLE, ...change })).toMatchObject(expected)
})

it.each<[string, object]>([
  ["its number", { id: "7".repeat(65) }],
  ["our reference", { payment_id: "x".repeat(256) }],
  ["our reference, which cannot be written down", { payment_id: "mpg\0" }],
  ["our reference, which ends in half of a character", { payment_id: "mpg\ud83d" }],
  ["its amount", { amount: `1.${"0".repeat(60)}` }],
  ["its status, which is no number", { status: true }],
  ["its status, which is a list", { status: [1] }],
  ["its status, which is none", { status: null }],
  ["its status, which is empty", { status: "" }],
])("refuses an order that is too long or strange in %s", (_what, change) => {
  expect(wire.order.safeParse({ ...SAMPLE, ...change }).success).toBe(false)
})

it("takes a status that is written as text", () => {
  expect(observe({ status: "1" })).toMatchObject({ status: "paid", code: "1" })
})

it("refuses the address of a new order that nobody could keep", () => {
  const created = (url: string) => wire.createdOrder.safeParse({ id: 1, url }).success
  expect(created("https://tegro.money/pay/complete/1/a/")).toBe(true)
  expect(created(`https://tegro.money/${"a".repeat(100_000)}`)).toBe(false)
})

it("keeps the words of an error short", () => {
  const { desc } = wire.envelope.parse({ type: "error", desc: `no\0${"x".repeat(100_000)}`, data: [] })
  expect(desc).toMatch(/^nox{998}$/)
})

it("takes a payout for made whatever is told of the balance along with it", () => {
  expect(wire.createdWithdrawal.parse({ order_id: 7911, balance: "?" })).toEqual({
    order_id: "7911",
    balance: null,
  })
})

it("leaves out of a balance what cannot be a currency", () => {
  const { balance } = wire.balance.parse({ user_id: 1, balance: { RUB: "1.00", ["X".repeat(60_000)]: "2" } })
  expect(balance).toEqual({ RUB: "1.00" })
})

it.each([
  { amount: "a lot" },
  { amount: undefined },
  { status: "paid" },
  { payment_id: null },
  { id: undefined },
])("refuses an order of another shape (%j)", (change) => {
  expect(wire.order.safeParse({ ...SAMPLE, ...change }).success).toBe(false)
})

it.each([
  [0, "pending"],
  [1, "paid"],
  [9, "canceled"],
  [5, "pending"],
])("knows a withdrawal's status %i as %s", (status, expected) => {
  const withdrawal = wire.withdrawal.parse({ ...SAMPLE, status, payment_id: "argr" })
  expect(payoutOf(withdrawal, "argr")).toMatchObject({
    status: expected,
    reference: "argr",
    gatewayId: "1232",
  })
})

it("keeps what is shown of a withdrawal, which is about ours where Tegro names none", () => {
  const withdrawal = wire.withdrawal.parse({ ...SAMPLE, payment_id: undefined })
  expect(payoutOf(withdrawal, "argr")).toEqual({
    reference: "argr",
    gatewayId: "1232",
    status: "paid",
    raw: { id: "1232", status: 1, amount: "64.18000000", date_payed: "2020-11-14 23:33:39" },
  })
  const another = wire.withdrawal.parse({ ...SAMPLE, payment_id: "another" })
  expect(payoutOf(another, "argr").reference).toBe("another")
})
