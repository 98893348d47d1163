import { HOUR, MINUTE, paceAt, SECOND, type Pace } from "./pace"
import { hasReached, isReleased, type PaymentStatus } from "./payment-status"

/**
 * What is to be expected of a payment. `confirming`: money is on its way, or a part of it came. `awaited`: somebody may
 * pay. `left`: another payment took its place, or the gateway calls it over; anybody can make many of these.
 */
export type Prospect = "confirming" | "awaited" | "left"

/** How often a payment is asked about, by its age: shoppers pay within minutes, stragglers within days. */
const PACES: Record<Prospect, Pace> = {
  confirming: [
    [2 * MINUTE, 10 * SECOND],
    [15 * MINUTE, 30 * SECOND],
    [HOUR, 2 * MINUTE],
    [6 * HOUR, 10 * MINUTE],
    [24 * HOUR, 30 * MINUTE],
    [72 * HOUR, 2 * HOUR],
  ],
  // Notifications and the shopper's own page tell sooner; most of these are never paid, so they cost few calls.
  awaited: [
    [4 * MINUTE, 45 * SECOND],
    [15 * MINUTE, 6 * MINUTE],
    [HOUR, 20 * MINUTE],
    [6 * HOUR, 2 * HOUR],
    [24 * HOUR, 12 * HOUR],
    [72 * HOUR, 24 * HOUR],
  ],
  left: [
    [HOUR, 20 * MINUTE],
    [24 * HOUR, 8 * HOUR],
    [72 * HOUR, 24 * HOUR],
  ],
}

/**
 * When a payment of this age is asked about next, in milliseconds; null when nothing is to be expected any more.
 * Gateways keep unpaid payments for about a day; two days of grace follow.
 */
export function nextCheckIn(ageMs: number, prospect: Prospect): number | null {
  return paceAt(PACES[prospect], ageMs)
}

/** What is to be expected of a payment by its status, and by whether another one took its place. */
export function prospectOf(status: PaymentStatus, isSuperseded: boolean): Prospect {
  if (!isReleased(status) && hasReached(status, "processing")) return "confirming"
  return isSuperseded || isReleased(status) ? "left" : "awaited"
}
