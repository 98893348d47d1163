import { azAge, azDay, azTime } from "./azerbaijani"

const STEPS: readonly (readonly [unit: "day" | "hour" | "minute" | "second", seconds: number])[] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
]
const LONG_AGO = 7 * 86_400

/** Date and time in the locale's form. */
export function formatTime(at: string, locale: string): string {
  if (locale === "az") return azTime(new Date(at))
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(new Date(at))
}

export function formatDay(at: string, locale: string): string {
  if (locale === "az") return azDay(new Date(at))
  return new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" }).format(new Date(at))
}

/** "5 minutes ago", "in 2 hours"; the date when it is further away than a week. */
export function formatAge(at: string, now: number, locale: string): string {
  const seconds = settle(Math.round((Date.parse(at) - now) / 1000))
  if (Math.abs(seconds) > LONG_AGO) return formatTime(at, locale)
  const [unit, size] = STEPS.find(([, size]) => Math.abs(seconds) >= size) ?? (["second", 1] as const)
  const count = Math.round(seconds / size)
  if (locale === "az") return azAge(count, unit)
  return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(count, unit)
}

// The server's clock may be a little ahead of the reader's: "in 2 seconds" is shown as "now".
const settle = (seconds: number) => (Math.abs(seconds) < 3 ? 0 : seconds)

/** The local day of a date as `<input type="date">` takes it: YYYY-MM-DD. */
export function toDay(date: Date): string {
  const two = (value: number) => String(value).padStart(2, "0")
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** The time when a local day begins or ends, for a route's filter; undefined when it is no day. */
export function dayEdge(day: string | undefined, edge: "start" | "end"): string | undefined {
  const date = new Date(`${day}T${edge === "start" ? "00:00:00.000" : "23:59:59.999"}`)
  return day && !Number.isNaN(date.getTime()) ? date.toISOString() : undefined
}
