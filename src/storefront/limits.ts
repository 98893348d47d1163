import type { PaymentMethod } from "./types.js"

/** Whether a method takes a payment of this amount (decimal string in major units). */
export function takes({ min_amount: min, max_amount: max }: PaymentMethod, amount: string): boolean {
  return (min === null || compare(amount, min) >= 0) && (max === null || compare(amount, max) <= 0)
}

/** Compares non-negative decimal strings exactly. */
function compare(a: string, b: string): number {
  const [wholeA = "", partA = ""] = a.split(".")
  const [wholeB = "", partB = ""] = b.split(".")
  const digits = Math.max(partA.length, partB.length)
  const difference = BigInt(wholeA + partA.padEnd(digits, "0")) - BigInt(wholeB + partB.padEnd(digits, "0"))
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}
