import type { Claims } from "./gateway"
import { Money } from "./money"
import type { PaymentStatus } from "./payment-status"

/**
 * The claims after one more notification. For each status the largest sum counts, so that neither the order nor the
 * number of notifications makes a difference.
 */
export function mergeClaim(
  claims: Claims,
  claim: { status: PaymentStatus; received: string | null },
  currency: string,
): Claims {
  const before = claims[claim.status]?.received ?? null
  const isSmaller =
    before !== null &&
    (claim.received === null ||
      Money.rounded(claim.received, currency).lessThan(Money.rounded(before, currency)))
  return { ...claims, [claim.status]: { received: isSmaller ? before : claim.received } }
}
