import { azAge, azDay, azTime } from "../locale/azerbaijani"
import { formatMoney } from "../locale/money"

// Node has the locale data that browsers lack.
const months = Array.from({ length: 12 }, (_, month) => new Date(2026, month, 3, 4, 6))

it("dates are written as in Unicode's data for Azerbaijani", () => {
  const time = new Intl.DateTimeFormat("az", { dateStyle: "medium", timeStyle: "short" })
  const day = new Intl.DateTimeFormat("az", { day: "numeric", month: "short" })
  for (const date of months) {
    expect(azTime(date)).toBe(time.format(date))
    expect(azDay(date)).toBe(day.format(date))
  }
})

it("ages are written as in Unicode's data for Azerbaijani", () => {
  const relative = new Intl.RelativeTimeFormat("az", { numeric: "auto" })
  for (const unit of ["second", "minute", "hour", "day"] as const) {
    for (const count of [-45, -5, -1, 1, 5]) expect(azAge(count, unit)).toBe(relative.format(count, unit))
  }
  expect(azAge(0, "second")).toBe(relative.format(0, "second"))
})

it("amounts are written as in Unicode's data for Azerbaijani", () => {
  for (const currency of ["AZN", "RUB", "EUR", "USD"]) {
    const style = { style: "currency", currency, currencyDisplay: "narrowSymbol" } as const
    const expected = new Intl.NumberFormat("az", style).format(1234567.5)
    expect(formatMoney("1234567.50", currency, "az")).toBe(expected)
  }
})
