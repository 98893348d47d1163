const DIGITS = 8
const UNIT = 10n ** BigInt(DIGITS)

/** How an amount is written: as short as possible, or with a fixed number of decimals. */
export type AmountFormat = "plain" | "fixed2" | "fixed8"

/**
 * Reads a plain decimal ("100", "100.50") into units of 10^-8, exactly.
 * Signs, exponents, spaces, commas and more than eight decimals are refused with `null`.
 */
export function parseUnits(text: string): bigint | null {
  const match = /^(\d{1,18})(?:\.(\d{1,8}))?$/.exec(text)
  if (!match) return null
  const [, whole = "0", fraction = ""] = match
  return BigInt(whole) * UNIT + BigInt(fraction.padEnd(DIGITS, "0"))
}

/** Writes units of 10^-8; digits beyond a shorter format are cut, not rounded. */
export function formatUnits(units: bigint, format: AmountFormat): string {
  const sign = units < 0n ? "-" : ""
  const magnitude = units < 0n ? -units : units
  const whole = (magnitude / UNIT).toString()
  const fraction = (magnitude % UNIT).toString().padStart(DIGITS, "0")
  if (format === "fixed8") return `${sign}${whole}.${fraction}`
  if (format === "fixed2") return `${sign}${whole}.${fraction.slice(0, 2)}`
  const short = fraction.replace(/0+$/, "")
  return short === "" ? `${sign}${whole}` : `${sign}${whole}.${short}`
}

/** For people: two decimals, or all eight when two would hide something. */
export function showUnits(units: bigint): string {
  return units % 1_000_000n === 0n ? formatUnits(units, "fixed2") : formatUnits(units, "plain")
}

/** `count × price`, exact; `null` when the product needs more than eight decimals. */
export function multiplyUnits(count: bigint, price: bigint): bigint | null {
  const product = count * price
  return product % UNIT === 0n ? product / UNIT : null
}

/** Decimal text of a JSON number as PHP or Python would print it; `null` for exponents, NaN and negatives. */
export function numberText(value: unknown): string | null {
  if (typeof value !== "number" || !Number.isFinite(value)) return null
  const text = String(value)
  return parseUnits(text) === null ? null : text
}

/** "100.50000000" → "100.5", for people. */
export function trimmed(text: string): string {
  const units = parseUnits(text)
  return units === null ? text : formatUnits(units, "plain")
}
