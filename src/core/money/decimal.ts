const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/

/** Longer texts are no amounts: Medusa's own have up to 20 decimals. */
const MAX_LENGTH = 80

/** The parts of a decimal number as it was written. */
export interface DecimalParts {
  negative: boolean
  whole: string
  fraction: string
}

/** @throws RangeError when the text is no plain decimal number */
export function parseDecimal(text: string): DecimalParts {
  const match = text.length > MAX_LENGTH ? null : DECIMAL.exec(text.trim())
  if (!match) {
    throw new RangeError(`"${text.slice(0, 40)}" is not a decimal amount`)
  }
  return { negative: match[1] === "-", whole: match[2] ?? "0", fraction: match[3] ?? "" }
}

/**
 * The exact difference of two decimals, without zeros at its end: "1565.02500000" − "74.52500000" is "1490.5". For sums
 * finer than their currency, which {@link Money} does not hold.
 * @throws RangeError when one of them is no decimal number
 */
export function subtractDecimals(left: string, right: string): string {
  const [a, b] = [parseDecimal(left), parseDecimal(right)]
  const scale = Math.max(a.fraction.length, b.fraction.length)
  return written(scaled(a, scale) - scaled(b, scale), scale)
}

/** Compares two decimals exactly: negative, zero or positive, as for sorting. */
export function compareDecimals(left: string, right: string): number {
  const difference = subtractDecimals(left, right)
  return difference === "0" ? 0 : difference.startsWith("-") ? -1 : 1
}

function scaled({ negative, whole, fraction }: DecimalParts, scale: number): bigint {
  const size = BigInt(whole + fraction.padEnd(scale, "0"))
  return negative ? -size : size
}

function written(value: bigint, scale: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, "0")
  const fraction = digits.slice(digits.length - scale, digits.length).replace(/0+$/, "")
  const whole = digits.slice(0, digits.length - scale)
  return `${value < 0n ? "-" : ""}${whole}${scale > 0 && fraction !== "" ? `.${fraction}` : ""}`
}
