import type { PaymentStatus } from "../../../../core"
import { HOUR, MINUTE, paceAt, SECOND, type Pace } from "../../../../core/pace"

/** How soon a shopper's page looks again, by the payment's age. */
const PACE: Pace = [
  [2 * MINUTE, 2 * SECOND],
  [10 * MINUTE, 4 * SECOND],
  [30 * MINUTE, 10 * SECOND],
  [6 * HOUR, 30 * SECOND],
]
const LATER = 2 * MINUTE

/** Money is on its way, or its order is being placed. */
const SOON = 2 * SECOND
const SOON_UNTIL = 30 * MINUTE

export interface Watched {
  status: PaymentStatus
  ageMs: number
  hasOrder: boolean
  /** Another session took its place, or its money waits for a person. */
  isOver: boolean
}

/** After how many milliseconds a shopper's page should look again; null when nothing will change. */
export function pollAfter({ status, ageMs, hasOrder, isOver }: Watched): number | null {
  if (isOver) return null
  switch (status) {
    case "expired":
    case "canceled":
    case "failed":
    case "refunded":
      return null
    case "authorized":
    case "paid":
      return hasOrder ? null : SOON
    case "processing":
    case "underpaid":
      return ageMs < SOON_UNTIL ? SOON : byAge(ageMs)
    case "created":
    case "awaiting":
      return byAge(ageMs)
  }
}

const byAge = (ageMs: number) => paceAt(PACE, ageMs) ?? LATER
