import type { Claim, Claims } from "./gateway"
import { Money } from "./money"

/**
 * The claims after one more notification. For each status the largest sum counts, rounded down to the currency's digits,
 * and any currency but the payment's own before that one; so neither the order nor the number nor the spelling of
 * notifications makes a difference.
 */
export function mergeClaim(claims: Claims, claim: Claim, currency: string): Claims {
  const before = claims[claim.status]
  const merged = {
    received: larger(before?.received ?? null, claim.received, currency),
    currency: stranger(before?.currency ?? null, claim.currency, currency),
  }
  return { ...claims, [claim.status]: merged }
}

function larger(a: string | null, b: string | null, currency: string): string | null {
  const [first, second] = [a, b].flatMap((text) => (text === null ? [] : [Money.floor(text, currency)]))
  const largest = first && second?.lessThan(first) ? first : (second ?? first)
  return largest?.amount ?? null
}

function stranger(a: string | null, b: string | null, own: string): string | null {
  const told = [a, b].filter((currency) => currency !== null).sort()
  return told.find((currency) => currency !== own.toUpperCase()) ?? told[0] ?? null
}
