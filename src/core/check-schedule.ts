import { HOUR, MINUTE, paceAt, SECOND, type Pace } from "./pace"

/** How often a payment is asked about, by its age: shoppers pay within minutes, stragglers within days. */
const PACE: Pace = [
  [2 * MINUTE, 10 * SECOND],
  [15 * MINUTE, 30 * SECOND],
  [HOUR, 2 * MINUTE],
  [6 * HOUR, 10 * MINUTE],
  [24 * HOUR, 30 * MINUTE],
  [72 * HOUR, 2 * HOUR],
]

/**
 * When a payment of this age is asked about next, in milliseconds; null when nothing is to be expected any more.
 * Gateways keep unpaid payments for about a day; two days of grace follow.
 */
export function nextCheckIn(ageMs: number): number | null {
  return paceAt(PACE, ageMs)
}
