const DECIMAL = /^(-?)(\d{1,40})(?:\.(\d{1,40}))?$/

interface Scaled {
  value: bigint
  digits: number
}

function parse(text: string): Scaled {
  const [, sign, whole = "", fraction = ""] = DECIMAL.exec(text.trim()) ?? []
  if (whole === "") throw new RangeError(`"${text.slice(0, 40)}" is not a decimal amount`)
  const value = BigInt(whole + fraction)
  return { value: sign === "-" ? -value : value, digits: fraction.length }
}

/**
 * The exact difference of two decimal texts, with as many digits as the finer one has ("1565.02500000" − "74.525" is
 * "1490.50000000"). Gateways show sums finer than the currency.
 * @throws RangeError when a text is no decimal number
 */
export function minusDecimal(a: string, b: string): string {
  const [left, right] = [parse(a), parse(b)]
  const digits = Math.max(left.digits, right.digits)
  const at = ({ value, digits: own }: Scaled) => value * 10n ** BigInt(digits - own)
  const difference = at(left) - at(right)
  const text = (difference < 0n ? -difference : difference).toString().padStart(digits + 1, "0")
  const cut = text.length - digits
  const sign = difference < 0n ? "-" : ""
  return sign + (digits === 0 ? text : `${text.slice(0, cut)}.${text.slice(cut)}`)
}

/**
 * A decimal text cut to so many digits, toward zero: a part of a kopeck that came beyond a sum is no excess, and a part
 * that is missing to it is missing.
 * @throws RangeError when the text is no decimal number
 */
export function cutDecimal(text: string, digits: number): string {
  parse(text)
  const [whole = "0", fraction = ""] = text.trim().split(".")
  return digits === 0 || fraction === "" ? whole : `${whole}.${fraction.slice(0, digits)}`
}
