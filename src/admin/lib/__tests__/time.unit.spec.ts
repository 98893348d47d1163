import { dayEdge, formatAge, toDay } from "../locale/time"

const NOW = Date.parse("2026-03-10T12:00:00Z")
const ago = (seconds: number) => new Date(NOW - seconds * 1000).toISOString()

it("times are told by their age while they are near", () => {
  expect(formatAge(ago(5), NOW, "en")).toBe("5 seconds ago")
  expect(formatAge(ago(300), NOW, "en")).toBe("5 minutes ago")
  expect(formatAge(ago(-7200), NOW, "en")).toBe("in 2 hours")
  expect(formatAge(ago(300), NOW, "ru")).toBe("5 минут назад")
})

it("what is further away than a week is a date", () => {
  expect(formatAge(ago(20 * 86_400), NOW, "en")).toMatch(/Feb 18, 2026/)
})

it("a day of a filter goes from its first moment to its last, in the reader's time", () => {
  const start = dayEdge("2026-03-10", "start")
  const end = dayEdge("2026-03-10", "end")
  expect(Date.parse(end ?? "") - Date.parse(start ?? "")).toBe(86_400_000 - 1)
  expect(toDay(new Date(start ?? ""))).toBe("2026-03-10")
})

it.each([undefined, "", "yesterday"])("%p is no day", (day) => {
  expect(dayEdge(day, "start")).toBeUndefined()
})
