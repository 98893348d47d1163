import type { Claim, Claims } from "../gateway"
import { Money } from "../money"

/**
 * The claims after one more notification. For each status the largest sum counts, rounded down to the currency, and a
 * foreign currency rather than the payment's own. So the order and the number of notifications make no difference.
 */
export function mergeClaim(claims: Claims, claim: Claim, currency: string): Claims {
  const before = claims[claim.status]
  const merged = {
    received: larger(before?.received ?? null, claim.received, currency),
    currency: foreign(before?.currency ?? null, claim.currency, currency),
  }
  return { ...claims, [claim.status]: merged }
}

function larger(a: string | null, b: string | null, currency: string): string | null {
  const [first, second] = [a, b].flatMap((text) => (text === null ? [] : [Money.floor(text, currency)]))
  const largest = first && second?.lessThan(first) ? first : (second ?? first)
  return largest?.amount ?? null
}

/** A currency other than the own one, where one was told. */
function foreign(a: string | null, b: string | null, own: string): string | null {
  const told = [a, b].filter((currency) => currency !== null).sort()
  return told.find((currency) => currency !== own.toUpperCase()) ?? told[0] ?? null
}
