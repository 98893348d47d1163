import { isUnreadable, planOfUnreadable } from "../index"
import { DAY, HOUR, MINUTE, SECOND, START } from "./support/facts"

/** A record that cannot be read decides nothing: it is looked at again, and a person is told in the end. */

const after = (ms: number) => planOfUnreadable({ id: "payatt_1", createdAt: START }, START + ms)

it.each([
  ["a currency that is none", new RangeError("no currency: RUBLE"), true],
  ["an amount that is missing", new TypeError("amount is undefined"), true],
  ["an observation that is no JSON", new SyntaxError("unexpected token"), true],
  ["a database that is away", new Error("connection refused"), false],
  ["a gateway's word", "timeout", false],
])("%s", (_, error, unreadable) => {
  expect(isUnreadable(error)).toBe(unreadable)
})

describe("a payment whose records cannot be read", () => {
  it.each([
    ["soon at first", MINUTE, 30 * SECOND],
    ["soon for five minutes", 5 * MINUTE, 30 * SECOND],
    ["less often the older it is", HOUR, 6 * MINUTE],
    ["less often the older it is", 10 * HOUR, HOUR],
    ["every six hours in the end", 30 * DAY, 6 * HOUR],
  ])("is looked at %s: after %d ms in %d ms", (_, age, delay) => {
    expect(after(age).nextLook).toBe(START + age + delay)
  })

  it("is told to a person after six hours, without a sum", () => {
    expect(after(6 * HOUR - 1).problems).toEqual([])
    expect(after(6 * HOUR).problems).toEqual([
      { kind: "unreadable", attemptId: "payatt_1", refundId: null, gatewayId: null, amount: null },
    ])
  })
})
