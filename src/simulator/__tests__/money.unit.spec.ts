import { formatUnits, multiplyUnits, numberText, parseUnits, showUnits } from "../money"

it("reads and writes decimals exactly", () => {
  const units = parseUnits("1234567.89") ?? 0n
  expect(units).toBe(123456789000000n)
  expect(formatUnits(units, "plain")).toBe("1234567.89")
  expect(formatUnits(units, "fixed8")).toBe("1234567.89000000")
  expect(formatUnits(parseUnits("0.009") ?? 0n, "fixed2")).toBe("0.00")
  expect(formatUnits(-150000000n, "plain")).toBe("-1.5")
  expect(showUnits(parseUnits("7") ?? 0n)).toBe("7.00")
  expect(showUnits(parseUnits("7.001") ?? 0n)).toBe("7.001")
})

it.each(["", "1,5", "-1", "1e3", " 1", "1.", ".5", "1.123456789", "NaN"])("refuses %j", (text) => {
  expect(parseUnits(text)).toBeNull()
})

it("multiplies counts and prices without rounding", () => {
  expect(multiplyUnits(parseUnits("3") ?? 0n, parseUnits("0.1") ?? 0n)).toBe(parseUnits("0.3"))
  expect(multiplyUnits(1n, 1n)).toBeNull()
})

it("takes plain JSON numbers only", () => {
  expect(numberText(0.1)).toBe("0.1")
  expect(numberText("1")).toBeNull()
  expect(numberText(1e-9)).toBeNull()
  expect(numberText(-1)).toBeNull()
})
