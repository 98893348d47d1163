/** Python's `str(float(x))`: shortest digits, "500.0", exponents below 1e-4 and from 1e16 on. Signature text only. */
export function pyFloat(text: string): string {
  const value = Number(text)
  if (text.trim() === "" || !Number.isFinite(value)) throw new RangeError(`not a float: ${text}`)
  // JavaScript finds the same shortest digits as Python; only the layout differs.
  const [mantissa = "0", exponentText = "0"] = value.toExponential().split("e")
  const sign = mantissa.startsWith("-") ? "-" : ""
  const digits = mantissa.replace(/[-.]/g, "")
  const exponent = Number(exponentText)
  if (exponent < -4 || exponent >= 16) return scientific(sign, digits, exponent)
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0")
  return `${sign}${whole}.${digits.slice(exponent + 1) || "0"}`
}

function scientific(sign: string, digits: string, exponent: number): string {
  const mantissa = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits
  const power = String(Math.abs(exponent)).padStart(2, "0")
  return `${sign}${mantissa}e${exponent < 0 ? "-" : "+"}${power}`
}
