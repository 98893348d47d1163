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
      expect(paymentStatusOf(code)).toEqual({ status: "awaiting", known: false })
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
