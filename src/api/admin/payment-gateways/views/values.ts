import { Money } from "../../../../core"

/** ISO 8601 of a time as the database gives it. */
export function iso(at: Date | string): string
export function iso(at: Date | string | null): string | null
export function iso(at: Date | string | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}

/** A decimal string with its currency's digits; without trailing zeros where the currency is unknown or has fewer. */
export function decimal(amount: string, currency: string | null): string
export function decimal(amount: string | null, currency: string | null): string | null
export function decimal(amount: string | null, currency: string | null): string | null {
  if (amount === null || currency === null) return amount
  try {
    return Money.of(amount, currency).amount
  } catch {
    return amount.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "")
  }
}
