const DECIMAL = /^\d+(\.\d+)?$/

/**
 * `str(float(text))` of Python for amounts of money: "500" → "500.0", "500.50" → "500.5". m2cerber signs this text.
 *
 * Works on the digits, without a float. Python writes the shortest text that reads back as the same float; up to
 * fifteen significant digits that is the text itself without superfluous zeros. Longer ones, and those that Python
 * writes with an exponent, are refused.
 * @throws RangeError when the text is no plain decimal number, or has more than fifteen digits or four leading zeros
 */
export function pythonFloatText(amount: string): string {
  if (!DECIMAL.test(amount)) {
    throw new RangeError(`"${amount.slice(0, 40)}" is not a plain decimal number`)
  }
  const [whole = "0", fraction = ""] = amount.split(".")
  const integer = whole.replace(/^0+(?=\d)/, "")
  const rest = fraction.replace(/0+$/, "")
  const significant = (integer === "0" ? rest : integer + rest).replace(/^0+/, "")
  if (significant.length > 15 || (integer === "0" && rest.startsWith("0000"))) {
    throw new RangeError(`${amount} cannot be written as Python would`)
  }
  return `${integer}.${rest || "0"}`
}
