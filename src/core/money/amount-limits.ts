import { Money } from "./money"

/** The smallest and largest payment by the merchant's options: decimal strings in major units, null without a limit. */
export interface AmountLimits {
  min: string | null
  max: string | null
}

/** Whether an amount is within the limits. */
export function isWithin(limits: AmountLimits | undefined, amount: Money): boolean {
  const { min, max } = limitsIn(limits, amount.currency)
  return !(min && amount.lessThan(min)) && !(max && max.lessThan(amount))
}

/** The limits as money of a currency. */
export function limitsIn(limits: AmountLimits | undefined, currency: string) {
  const read = (text: string | null | undefined) => (text ? Money.of(text, currency) : null)
  return { min: read(limits?.min), max: read(limits?.max) }
}
