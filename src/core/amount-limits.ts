import { Money } from "./money"

/** What one payment may be, by the merchant's options: decimal strings in major units, null without a limit. */
export interface AmountLimits {
  min: string | null
  max: string | null
}

/** Whether a sum may be paid. */
export function isWithin(limits: AmountLimits | undefined, amount: Money): boolean {
  const { min, max } = limitsIn(limits, amount.currency)
  return !(min && amount.lessThan(min)) && !(max && max.lessThan(amount))
}

/** The limits as money of a currency. */
export function limitsIn(limits: AmountLimits | undefined, currency: string) {
  const read = (text: string | null | undefined) => (text ? Money.of(text, currency) : null)
  return { min: read(limits?.min), max: read(limits?.max) }
}
