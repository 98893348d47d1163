import type { Claims } from "./gateway"
import { Money } from "./money"
import type { PaymentStatus } from "./payment-status"

/**
 * The claims after one more notification. For each status the largest sum counts, written with the currency's digits,
 * so that neither the order nor the number nor the spelling of notifications makes a difference.
 */
export function mergeClaim(
  claims: Claims,
  claim: { status: PaymentStatus; received: string | null },
  currency: string,
): Claims {
  const sums = [claims[claim.status]?.received, claim.received].flatMap((text) =>
    text == null ? [] : [Money.rounded(text, currency)],
  )
  const [first, second] = sums
  const largest = first && second?.lessThan(first) ? first : (second ?? first)
  return { ...claims, [claim.status]: { received: largest?.amount ?? null } }
}
