import fc from "fast-check"
import { currencyDigits } from "../currency"
import { compareDecimals, subtractDecimals } from "../decimal"
import { Money } from "../money"

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
    expect(() => Money.floor(text, "RUB")).toThrow(RangeError)
    expect(() => subtractDecimals(text, "0")).toThrow(RangeError)
    expect(() => subtractDecimals("0", text)).toThrow(RangeError)
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

describe("sums at a gateway that are finer than the currency", () => {
  it.each([
    ["1490.50000001", "RUB", "1490.50"],
    ["1490.49999999", "RUB", "1490.49"],
    ["1490.50000000", "RUB", "1490.50"],
    ["0.009", "RUB", "0.00"],
    ["-0.001", "RUB", "-0.01"],
    ["-0.010", "RUB", "-0.01"],
    ["500.9", "JPY", "500"],
    ["1.2349", "KWD", "1.234"],
  ])("%s %s holds %s", (text, code, expected) => {
    expect(Money.floor(text, code).amount).toBe(expected)
  })

  it("hold never more than was written, and less by less than the smallest coin", () => {
    fc.assert(
      fc.property(money, fc.stringMatching(/^\d{1,12}$/), (amount, tail) => {
        const point = currencyDigits(amount.currency) === 0 ? "." : ""
        const text = `${amount.amount}${point}${tail}`
        const floor = Money.floor(text, amount.currency)
        expect(compareDecimals(floor.amount, text)).toBeLessThanOrEqual(0)
        const next = Money.fromMinor(floor.minor + 1n, amount.currency)
        expect(compareDecimals(next.amount, text)).toBeGreaterThan(0)
      }),
      RUNS,
    )
  })

  it("are what was asked once the fee on top is taken off", () => {
    const rest = subtractDecimals("1565.02500000", "74.52500000")
    expect(rest).toBe("1490.5")
    expect(Money.of(rest, "RUB").equals(Money.of("1490.50", "RUB"))).toBe(true)
  })

  it.each([
    ["0", "0", "0"],
    ["1", "1.000", "0"],
    ["0.10", "0.2", "-0.1"],
    ["-1.5", "-2.25", "0.75"],
    ["10", "0.00000001", "9.99999999"],
    ["9007199254740993.01", "0.01", "9007199254740993"],
    ["100", "0", "100"],
  ])("%s less %s is %s", (left, right, expected) => {
    expect(subtractDecimals(left, right)).toBe(expected)
  })

  const decimal = fc
    .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.stringMatching(/^\d{0,12}$/))
    .map(([whole, fraction]) => (fraction === "" ? `${whole}` : `${whole}.${fraction}`))

  it("are subtracted without a loss: what was taken off can be put back", () => {
    fc.assert(
      fc.property(decimal, decimal, (left, right) => {
        const difference = subtractDecimals(left, right)
        const negated = subtractDecimals("0", right)
        expect(compareDecimals(subtractDecimals(difference, negated), left)).toBe(0)
        expect(subtractDecimals(right, left)).toBe(subtractDecimals("0", difference))
      }),
      RUNS,
    )
  })

  it("are compared as numbers, however many zeros they are written with", () => {
    fc.assert(
      fc.property(decimal, fc.nat(5), (text, zeros) => {
        const padded = `${text}${text.includes(".") ? "" : "."}0${"0".repeat(zeros)}`
        expect(compareDecimals(text, padded)).toBe(0)
      }),
      RUNS,
    )
    expect(["10", "9.5", "-1", "9.50001"].sort(compareDecimals)).toEqual(["-1", "9.5", "9.50001", "10"])
  })
})

describe("the digits of a currency", () => {
  it.each([
    ["HUF", 2],
    ["COP", 2],
    ["IDR", 2],
    ["IQD", 3],
    ["RUB", 2],
    ["azn", 2],
    ["JPY", 0],
    ["KRW", 0],
    ["CLP", 0],
    ["UGX", 0],
    ["KWD", 3],
    ["BHD", 3],
    ["CLF", 4],
    ["LAK", 2],
    ["PKR", 2],
    ["RSD", 2],
    ["LBP", 2],
    ["MGA", 2],
    ["TWD", 2],
    ["UZS", 2],
    ["QQQ", 2],
  ])("of %s are those of ISO 4217, whatever the runtime thinks: %i", (code, digits) => {
    expect(currencyDigits(code)).toBe(digits)
  })

  it.each(["", "RU", "RUBL", "R1B", "₽", "ＲＵＢ", "RU\n"])("of %j are none", (code) => {
    expect(() => currencyDigits(code)).toThrow(RangeError)
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
