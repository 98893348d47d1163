import { compareAmounts, formatMoney, readAmount } from "../locale/money"

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ")

describe("amounts in words", () => {
  it("follow the language and the currency", () => {
    expect(plain(formatMoney("1840.40", "rub", "ru"))).toBe("1 840,40 ₽")
    expect(plain(formatMoney("33.9", "azn", "en"))).toBe("₼33.90")
    expect(plain(formatMoney("-5.00", "eur", "en"))).toBe("-€5.00")
  })

  it("lose no digit, however many there are", () => {
    expect(formatMoney("12345678901234567890.12", "usd", "en")).toBe("$12,345,678,901,234,567,890.12")
    expect(formatMoney("0.000000000000000001", "ton", "en")).toContain("0.000000000000000001")
  })

  it("name coins that are no currency of Intl", () => {
    expect(formatMoney("1250.5", "usdt", "en")).toBe("1,250.50 USDT")
  })

  it("show what is no amount as it came", () => {
    expect(formatMoney("many", "usd", "en")).toBe("many USD")
  })
})

describe("typed amounts", () => {
  it("may have a comma and gaps", () => {
    expect(readAmount(" 1 250,50 ")).toBe("1250.50")
    expect(readAmount("25")).toBe("25")
  })

  it.each(["", "-5", "1e3", "1.2.3", "1,2,3", "five", "0x10", "."])("cannot be %p", (text) => {
    expect(readAmount(text)).toBeUndefined()
  })

  it("are compared exactly", () => {
    expect(compareAmounts("0.1", "0.10")).toBe(0)
    expect(compareAmounts("9007199254740993", "9007199254740992.9")).toBe(1)
    expect(compareAmounts("9.99", "10")).toBe(-1)
  })
})
