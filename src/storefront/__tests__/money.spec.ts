import { formatMoney } from "../money.js"

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ")

it.each([
  ["1490.50", "huf", "en", "Ft 1,490.50"],
  ["10.500", "IQD", "en", "IQD 10.500"],
  ["99999.99", "idr", "en", "Rp 99,999.99"],
  ["1490.50", "rub", "ru", "1 490,50 ₽"],
  ["33.9", "azn", "en", "AZN 33.90"],
  ["1234.50", "azn", "az", "1.234,50 AZN"],
  ["500", "jpy", "en", "¥500"],
  ["12345678901234567.89", "usd", "en", "$12,345,678,901,234,567.89"],
])("%s %s is written exactly in %s", (amount, currency, locale, text) => {
  expect(plain(formatMoney(amount, currency, locale))).toBe(text)
})
