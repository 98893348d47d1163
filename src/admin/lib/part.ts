import { compareAmounts, isAsCoarseAs, readAmount, subtractAmounts } from "./locale/money"

/** A part of a sum, and the rest. Decimal strings. */
export interface Part {
  amount: string
  rest: string
  isAll: boolean
}

/** What is wrong with a typed part; undefined when nothing is. */
export function partFault(typed: string, most: string): "bad_amount" | "too_much" | undefined {
  const amount = readAmount(typed)
  // A sum with more digits than the currency has would be rounded on its way.
  if (!amount || compareAmounts(amount, "0") <= 0 || !isAsCoarseAs(amount, most)) return "bad_amount"
  return compareAmounts(amount, most) > 0 ? "too_much" : undefined
}

/** A typed part with its rest; undefined when something is wrong with it. */
export function restOf(typed: string, most: string): Part | undefined {
  const amount = readAmount(typed)
  if (!amount || partFault(typed, most)) return undefined
  return { amount, rest: subtractAmounts(most, amount), isAll: compareAmounts(amount, most) === 0 }
}
