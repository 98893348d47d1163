import fc from "fast-check"
import { currencyDigits, Money } from "../money"

const CURRENCIES = ["RUB", "AZN", "USD", "JPY", "KWD"] as const

/** Minor units far beyond what a float holds exactly. */
const minor = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n })
const currency = fc.constantFrom(...CURRENCIES)
const money = fc.record({ minor, currency }).map((of) => Money.fromMinor(of.minor, of.currency))

const RUNS = { numRuns: 2_000 }

describe("amounts as written", () => {
  it.each([
    ["1490.50", "RUB", 149050n],
    ["1490.5", "RUB", 149050n],
    ["64.18000000", "RUB", 6418n],
    ["0.01", "AZN", 1n],
    ["500", "JPY", 500n],
    ["500.00", "JPY", 500n],
    ["1.234", "KWD", 1234n],
    ["-0.05", "USD", -5n],
    ["007.10", "USD", 710n],
    [" 12.30 ", "USD", 1230n],
    ["9007199254740993.01", "RUB", 900719925474099301n],
  ])("reads %s %s exactly", (text, code, expected) => {
    expect(Money.of(text, code).minor).toBe(expected)
  })

  // Pain 13
  it("adds a tenth and a fifth to three tenths, which floats cannot", () => {
    const sum = Money.of("0.1", "RUB").plus(Money.of("0.2", "RUB"))
    expect(sum.equals(Money.of("0.3", "RUB"))).toBe(true)
    expect(sum.amount).toBe("0.30")
  })

  it("tells neighbouring kopecks apart above 2^53", () => {
    const one = Money.of("90071992547409.92", "RUB")
    const next = Money.of("90071992547409.93", "RUB")
    expect(one.lessThan(next)).toBe(true)
    expect(next.minus(one).amount).toBe("0.01")
  })

  it.each(["1.005", "0.001", "1490.505"])("refuses %s RUB, which is finer than a kopeck", (text) => {
    expect(() => Money.of(text, "RUB")).toThrow(RangeError)
  })

  it("refuses half a yen", () => {
    expect(() => Money.of("0.5", "JPY")).toThrow(RangeError)
  })

  it.each([
    "",
    " ",
    ".",
    "1.",
    ".5",
    "1,50",
    "1 000",
    "1e3",
    "1E3",
    "+1",
    "--1",
    "0x10",
    "NaN",
    "Infinity",
    "null",
    "1.0.0",
    "１２",
    "12\u0000",
    "12 RUB",
    "9".repeat(81),
    `0.${"0".repeat(79)}`,
  ])("refuses %j, which is no amount", (text) => {
    expect(() => Money.of(text, "RUB")).toThrow(RangeError)
    expect(() => Money.rounded(text, "RUB")).toThrow(RangeError)
  })

  it.each(["", "RU", "RUBL", "R1B", "₽"])("refuses the currency %j", (code) => {
    expect(() => Money.of("1", code)).toThrow(RangeError)
    expect(() => Money.zero(code)).toThrow(RangeError)
  })

  it("takes currency codes in any case and keeps them in upper case", () => {
    expect(Money.of("1", "rub").equals(Money.of("1.00", "RUB"))).toBe(true)
    expect(Money.rounded("1", "rub").currency).toBe("RUB")
  })

  it("leaves and comes back unchanged, with just the currency's digits", () => {
    fc.assert(
      fc.property(money, (amount) => {
        const [, fraction = ""] = amount.amount.split(".")
        expect(fraction).toHaveLength(currencyDigits(amount.currency))
        expect(Money.of(amount.amount, amount.currency).equals(amount)).toBe(true)
        expect(Money.rounded(amount.amount, amount.currency).equals(amount)).toBe(true)
      }),
      RUNS,
    )
  })

  it("refuses every digit but zero beyond the currency's last", () => {
    fc.assert(
      fc.property(money, fc.nat(6), fc.integer({ min: 1, max: 9 }), (amount, zeros, digit) => {
        const point = currencyDigits(amount.currency) === 0 ? "." : ""
        const padded = `${amount.amount}${point}${"0".repeat(zeros + 1)}`
        expect(Money.of(padded, amount.currency).equals(amount)).toBe(true)
        expect(() => Money.of(`${padded}${digit}`, amount.currency)).toThrow(RangeError)
      }),
      RUNS,
    )
  })
})

describe("amounts that Medusa left unrounded", () => {
  it.each([
    ["9.999", "USD", "10.00"],
    ["9.994", "USD", "9.99"],
    ["1.005", "USD", "1.01"],
    ["2.675", "USD", "2.68"],
    ["-1.005", "USD", "-1.01"],
    ["0.5", "JPY", "1"],
    ["0.4999999999", "JPY", "0"],
    ["1.2345", "KWD", "1.235"],
  ])("rounds %s %s half away from zero to %s", (text, code, expected) => {
    expect(Money.rounded(text, code).amount).toBe(expected)
  })

  it("never moves an amount by more than half of the smallest coin", () => {
    fc.assert(
      fc.property(money, fc.stringMatching(/^\d{1,12}$/), (amount, tail) => {
        const point = currencyDigits(amount.currency) === 0 ? "." : ""
        const rounded = Money.rounded(`${amount.amount}${point}${tail}`, amount.currency)
        const moved = (rounded.minor < 0n ? -rounded.minor : rounded.minor) - abs(amount.minor)
        expect(moved).toBe((tail[0] as string) >= "5" ? 1n : 0n)
      }),
      RUNS,
    )
  })
})

const abs = (value: bigint) => (value < 0n ? -value : value)

describe("reckoning", () => {
  it("takes away what it added, to the last coin", () => {
    fc.assert(
      fc.property(minor, minor, currency, (a, b, code) => {
        const [left, right] = [Money.fromMinor(a, code), Money.fromMinor(b, code)]
        expect(left.plus(right).minus(right).equals(left)).toBe(true)
        expect(left.plus(right).equals(right.plus(left))).toBe(true)
        expect(left.lessThan(right)).toBe(a < b)
        expect(left.minus(right).isPositive).toBe(a > b)
      }),
      RUNS,
    )
  })

  it("refuses to mix currencies", () => {
    const [roubles, dollars] = [Money.of("1", "RUB"), Money.of("1", "USD")]
    expect(() => roubles.plus(dollars)).toThrow(RangeError)
    expect(() => roubles.minus(dollars)).toThrow(RangeError)
    expect(() => roubles.lessThan(dollars)).toThrow(RangeError)
    expect(roubles.equals(dollars)).toBe(false)
  })

  it("counts nothing as not positive", () => {
    expect(Money.zero("RUB").isPositive).toBe(false)
    expect(Money.of("-0", "RUB").amount).toBe("0.00")
  })

  it("is written for people and for JSON as a decimal, never as a float", () => {
    const amount = Money.of("90071992547409.93", "RUB")
    expect(`${amount}`).toBe("90071992547409.93 RUB")
    expect(JSON.stringify(amount)).toBe('{"amount":"90071992547409.93","currency":"RUB"}')
  })
})
