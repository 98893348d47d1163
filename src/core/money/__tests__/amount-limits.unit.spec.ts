import { isWithin, limitsIn } from "../amount-limits"
import { Money } from "../money"

const azn = (amount: string) => Money.of(amount, "AZN")

it.each([
  ["9.99", false],
  ["10.00", true],
  ["2000.50", true],
  ["2000.51", false],
])("takes sums from the least to the most, both included (%s: %s)", (amount, taken) => {
  expect(isWithin({ min: "10", max: "2000.5" }, azn(amount))).toBe(taken)
})

it("takes any sum without limits", () => {
  expect(isWithin(undefined, azn("0.01"))).toBe(true)
  expect(isWithin({ min: null, max: null }, azn("999999999"))).toBe(true)
})

it("shows limits with the currency's digits", () => {
  expect(limitsIn({ min: "10", max: null }, "JPY").min?.amount).toBe("10")
  expect(limitsIn({ min: "10", max: null }, "AZN").min?.amount).toBe("10.00")
})
