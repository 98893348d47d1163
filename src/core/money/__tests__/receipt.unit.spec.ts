import fc from "fast-check"
import { Money } from "../money"
import { cartReceipt, receiptLines, type PricedLine, type ReceiptLine } from "../receipt"

const rub = (amount: string) => Money.of(amount, "RUB")
const sumOf = (lines: readonly ReceiptLine[]) =>
  lines.reduce((sum, { count, price }) => sum + price.minor * BigInt(count), 0n)

const line = fc.record({
  name: fc.string({ minLength: 1, maxLength: 20 }),
  count: fc.integer({ min: 1, max: 50 }),
  total: fc.bigInt({ min: 0n, max: 10n ** 9n }).map((minor) => Money.fromMinor(minor, "RUB")),
}) satisfies fc.Arbitrary<PricedLine>

it("keeps prices as they are when they divide evenly", () => {
  const lines = receiptLines(
    [
      { name: "Mug", count: 2, total: rub("20.00") },
      { name: "Shirt", count: 1, total: rub("80.00") },
    ],
    rub("100.00"),
  )
  expect(lines).toEqual([
    { name: "Mug", count: 2, price: rub("10.00") },
    { name: "Shirt", count: 1, price: rub("80.00") },
  ])
})

it("splits three pieces for 100 into prices one kopeck apart", () => {
  expect(receiptLines([{ name: "Mug", count: 3, total: rub("100.00") }], rub("100.00"))).toEqual([
    { name: "Mug", count: 1, price: rub("33.34") },
    { name: "Mug", count: 2, price: rub("33.33") },
  ])
})

it("puts what rounding left on the last line that can bear it", () => {
  const lines = receiptLines(
    [
      { name: "Mug", count: 1, total: rub("10.00") },
      { name: "Sticker", count: 1, total: rub("0.01") },
    ],
    rub("9.99"),
  )
  expect(lines).toEqual([
    { name: "Mug", count: 1, price: rub("9.98") },
    { name: "Sticker", count: 1, price: rub("0.01") },
  ])
})

it("leaves out what costs nothing", () => {
  const lines = receiptLines(
    [
      { name: "Gift", count: 1, total: rub("0") },
      { name: "Mug", count: 1, total: rub("10") },
      { name: "Discount", count: 1, total: rub("-5") },
      { name: "Nothing", count: 0, total: rub("5") },
    ],
    rub("10"),
  )
  expect(lines).toEqual([{ name: "Mug", count: 1, price: rub("10") }])
})

it("is refused rather than wrong when no line can bear the difference", () => {
  expect(() => receiptLines([], rub("1"))).toThrow(RangeError)
  expect(() => receiptLines([{ name: "Mug", count: 1, total: rub("5") }], rub("0"))).toThrow(RangeError)
  expect(() => receiptLines([{ name: "Mug", count: 1, total: Money.of("5", "USD") }], rub("5"))).toThrow(
    RangeError,
  )
})

it("sums exactly to the amount for any cart, discount and rounding", () => {
  const cart = fc.array(line, { minLength: 1, maxLength: 12 })
  const difference = fc.bigInt({ min: -1_000n, max: 1_000n })
  fc.assert(
    fc.property(cart, difference, (lines, left) => {
      const amount = lines.reduce((sum, { total }) => sum + total.minor, left)
      const bearing = lines.some(({ total }) => total.isPositive && total.minor + left > 0n)
      if (amount <= 0n || !bearing) return
      const receipt = receiptLines(lines, Money.fromMinor(amount, "RUB"))
      expect(sumOf(receipt)).toBe(amount)
      expect(receipt.every(({ count, price }) => count >= 1 && price.isPositive)).toBe(true)
    }),
    { numRuns: 5_000 },
  )
})

it("does not change the cart it was given", () => {
  const lines = [
    { name: "Mug", count: 1, total: rub("10") },
    { name: "Shirt", count: 1, total: rub("20") },
  ]
  receiptLines(lines, rub("29.99"))
  expect(lines.map(({ name, total }) => `${name} ${total}`)).toEqual(["Mug 10.00 RUB", "Shirt 20.00 RUB"])
})

describe("a cart with a gift card", () => {
  it("lets every line bear its share", () => {
    const lines = [
      { name: "Mug", count: 1, total: rub("75.00") },
      { name: "Tea", count: 1, total: rub("25.00") },
    ]
    expect(cartReceipt(lines, rub("10.00"), rub("90.00"))).toEqual([
      { name: "Mug", count: 1, price: rub("67.50") },
      { name: "Tea", count: 1, price: rub("22.50") },
    ])
  })

  it("sums exactly to the amount, and no line goes below zero", () => {
    const cart = fc.array(line, { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(cart, fc.double({ min: 0, max: 0.999, noNaN: true }), (lines, share) => {
        const sum = lines.reduce((all, { total }) => all + total.minor, 0n)
        const reduction = (sum * BigInt(Math.floor(share * 1_000))) / 1_000n
        const amount = sum - reduction
        if (amount <= 0n) return
        const money = (minor: bigint) => Money.fromMinor(minor, "RUB")
        const receipt = cartReceipt(lines, money(reduction), money(amount))
        expect(sumOf(receipt)).toBe(amount)
        expect(receipt.every(({ price }) => price.isPositive)).toBe(true)
      }),
      { numRuns: 3_000 },
    )
  })
})

it.each([
  ["less", "9.97"],
  ["more", "10.03"],
])("is refused when the lines are %s than rounding could explain", (_what, amount) => {
  const lines = [
    { name: "Mug", count: 1, total: rub("5") },
    { name: "Tea", count: 1, total: rub("5") },
  ]
  expect(() => cartReceipt(lines, rub("0"), rub(amount))).toThrow(RangeError)
  expect(() => cartReceipt([], rub("0"), rub("1"))).toThrow(RangeError)
})
