import { operationBody } from "../operations"
import { ID, known, operation, options, policy, RECEIPT, rub } from "./fixtures"

const body = (change: Parameters<typeof operation>[0], payment = known(), sendsReceipt = true) =>
  JSON.parse(
    operationBody(options({ receipt: RECEIPT }), policy({ sendsReceipt }), payment, operation(change)),
  ) as Record<string, unknown>

describe("what is written down before it is sent", () => {
  it("is nothing for all of a hold, and for giving it up", () => {
    expect(body({ kind: "capture", amount: rub("100.00"), isWhole: true })).toEqual({})
    expect(body({ kind: "void", amount: rub("100.00"), isWhole: true })).toEqual({})
  })

  it("is the part of a hold that is taken, with a receipt of its own", () => {
    expect(body({ kind: "capture" })).toMatchObject({
      amount: { value: "40.00", currency: "RUB" },
      receipt: { items: [{ quantity: 1, amount: { value: "40.00", currency: "RUB" } }] },
    })
    expect(body({ kind: "capture" }, known(), false)).toEqual({ amount: { value: "40.00", currency: "RUB" } })
  })

  it("is a refund with its key, its reason and a receipt of the part", () => {
    expect(body({ reason: "Return 12" })).toMatchObject({
      payment_id: ID,
      amount: { value: "40.00", currency: "RUB" },
      description: "Return 12",
      metadata: { refund: "op-1" },
      receipt: { customer: { email: "shopper@example.com" } },
    })
    expect(body({}, known(), false)).not.toHaveProperty("receipt")
  })

  it("is a refund of everything without a receipt, which is made of the payment's own", () => {
    const all = { amount: rub("100.00"), isWhole: true, receipt: [] }
    expect(body(all)).not.toHaveProperty("receipt")
  })

  it("is a refund of all that is left with a receipt, since the payment's own is about more", () => {
    expect(body({ isWhole: true })).toHaveProperty("receipt")
  })

  it("cuts a reason that is too long", () => {
    expect(body({ reason: "я".repeat(300) }).description).toBe("я".repeat(250))
  })

  it("is the same for the same operation", () => {
    expect(body({})).toEqual(body({}))
  })
})

describe("a refund that YooKassa is known to decline is not even asked for", () => {
  it.each([
    ["less than a ruble", { amount: rub("0.99") }],
    ["all but less than a ruble", { amount: rub("99.01") }],
  ])("%s", (_what, change) => {
    const receipt = [{ name: "Tea", count: 1, price: change.amount }]
    expect(() => body({ ...change, receipt })).toThrow(
      expect.objectContaining({ kind: "declined", code: "amount_not_supported" }),
    )
  })

  it("one of a payment without a number", () => {
    expect(() => body({}, known({ gatewayId: null }))).toThrow(
      expect.objectContaining({ code: "payment_state" }),
    )
  })

  it.each(["1.00", "99.00"])("but %s of 100 is", (amount) => {
    const receipt = [{ name: "Tea", count: 1, price: rub(amount) }]
    expect(body({ amount: rub(amount), receipt })).toMatchObject({ amount: { value: amount } })
  })
})
