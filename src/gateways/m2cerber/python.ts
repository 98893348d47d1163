const DECIMAL = /^\d+(\.\d+)?$/

/** Python writes no float longer than this without an exponent. */
const MAX_LENGTH = 40

/**
 * `str(float(text))` of Python for amounts of money: "500" → "500.0", "500.50" → "500.5". m2cerber signs this text.
 *
 * Works on the digits, without a float. Python writes the shortest text that reads back as the same float; up to
 * fifteen significant digits that is the text itself without superfluous zeros. Longer ones, and those that Python
 * writes with an exponent, are refused.
 * @throws RangeError when the text is no plain decimal number, or has more than fifteen digits or four leading zeros
 */
export function pythonFloatText(amount: string): string {
  const { integer, rest, digits } = partsOf(amount)
  if (digits > 15) {
    throw new RangeError(`${amount.slice(0, 40)} cannot be written as Python would`)
  }
  return `${integer}.${rest || "0"}`
}

/**
 * The same for a sum that Python itself has written, which may be any float ("333.3333333333333"). It is for comparing
 * signatures, never for a sum of our own. Between 0.0001 and 10^16 both languages write the same shortest text.
 * @throws RangeError when the text is no plain decimal number, or beyond these bounds
 */
export function sentFloatText(amount: string): string {
  const { integer, digits } = partsOf(amount)
  if (digits <= 15) return pythonFloatText(amount)
  const text = String(Number(amount))
  if (integer.length > 16 || Number(amount) >= 1e16) {
    throw new RangeError(`${amount.slice(0, 40)} is written with an exponent by Python`)
  }
  return text.includes(".") ? text : `${text}.0`
}

/** The integer and the fraction without superfluous zeros, and the number of significant digits. */
function partsOf(amount: string): { integer: string; rest: string; digits: number } {
  if (amount.length > MAX_LENGTH || !DECIMAL.test(amount)) {
    throw new RangeError(`"${amount.slice(0, 40)}" is not a plain decimal number`)
  }
  const [whole = "0", fraction = ""] = amount.split(".")
  const integer = whole.replace(/^0+(?=\d)/, "")
  const rest = fraction.replace(/0+$/, "")
  if (integer === "0" && rest.startsWith("0000")) {
    throw new RangeError(`${amount.slice(0, 40)} is written with an exponent by Python`)
  }
  return { integer, rest, digits: (integer === "0" ? rest : integer + rest).replace(/^0+/, "").length }
}
