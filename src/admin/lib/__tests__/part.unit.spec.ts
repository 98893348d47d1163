import { subtractAmounts } from "../locale/money"
import { partFault, restOf } from "../part"

describe("a part of a sum", () => {
  it("leaves the rest, to the last digit", () => {
    expect(restOf("1 000,5", "1490.50")).toEqual({ amount: "1000.5", rest: "490.00", isAll: false })
    expect(restOf("0.01", "9007199254740993.00")).toMatchObject({ rest: "9007199254740992.99" })
    expect(restOf("1490.50", "1490.50")).toMatchObject({ rest: "0.00", isAll: true })
    expect(restOf("300", "500")).toMatchObject({ rest: "200" })
  })

  it.each(["", "0", "0.00", "-5", "ten", "1.005"])("cannot be %p", (typed) => {
    expect(partFault(typed, "1490.50")).toBe("bad_amount")
    expect(restOf(typed, "1490.50")).toBeUndefined()
  })

  it("is never more than there is", () => {
    expect(partFault("1490.51", "1490.50")).toBe("too_much")
    expect(restOf("1490.51", "1490.50")).toBeUndefined()
    expect(partFault("1490.50", "1490.50")).toBeUndefined()
  })
})

it("one amount less another keeps the finer digits", () => {
  expect(subtractAmounts("1", "0.05")).toBe("0.95")
  expect(subtractAmounts("0.10", "0.1")).toBe("0.00")
})
