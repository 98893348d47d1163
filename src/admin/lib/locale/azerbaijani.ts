/*
 * Chromium says that it knows Azerbaijani and lacks its data: it writes "2026 M11 23" and "-5 min". These are the forms
 * of the Unicode locale data, which Node has; a test compares them.
 */

/** German groups digits and places the currency exactly as Azerbaijani does: "1.234,50 ₼". */
export const NUMBERS_AS = "de"

const MONTHS = ["yan", "fev", "mar", "apr", "may", "iyn", "iyl", "avq", "sen", "okt", "noy", "dek"]
const UNITS = { second: "saniyə", minute: "dəqiqə", hour: "saat", day: "gün" }
const DAYS: Record<number, string> = { [-1]: "dünən", 0: "bu gün", 1: "sabah" }

/** "23 noy" */
export const azDay = (date: Date) => `${date.getDate()} ${MONTHS[date.getMonth()]}`

/** "23 noy 2026, 04:16" */
export function azTime(date: Date): string {
  const two = (value: number) => String(value).padStart(2, "0")
  return `${azDay(date)} ${date.getFullYear()}, ${two(date.getHours())}:${two(date.getMinutes())}`
}

/** "5 dəqiqə öncə" */
export function azAge(count: number, unit: keyof typeof UNITS): string {
  if (unit === "second" && count === 0) return "indi"
  if (unit === "day" && DAYS[count]) return DAYS[count]
  return `${Math.abs(count)} ${UNITS[unit]} ${count < 0 ? "öncə" : "ərzində"}`
}
