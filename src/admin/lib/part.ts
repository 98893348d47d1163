import { compareAmounts, isAsCoarseAs, readAmount, subtractAmounts } from "./money"

/** A part of a sum, and what is left of it then. Decimal strings. */
export interface Part {
  amount: string
  rest: string
  isAll: boolean
}

/** What is wrong with a part that a person has typed; undefined when nothing is. */
export function partFault(typed: string, most: string): "bad_amount" | "too_much" | undefined {
  const amount = readAmount(typed)
  // A sum finer than the currency would be rounded by somebody.
  if (!amount || compareAmounts(amount, "0") <= 0 || !isAsCoarseAs(amount, most)) return "bad_amount"
  return compareAmounts(amount, most) > 0 ? "too_much" : undefined
}

/** A part that a person has typed, with its rest; undefined when something is wrong with it. */
export function restOf(typed: string, most: string): Part | undefined {
  const amount = readAmount(typed)
  if (!amount || partFault(typed, most)) return undefined
  return { amount, rest: subtractAmounts(most, amount), isAll: compareAmounts(amount, most) === 0 }
}
