import { HOUR, MINUTE, paceAt, SECOND, type Pace } from "../pace"
import { hasReached, isReleased, type PaymentStatus } from "./payment-status"

/**
 * What is to be expected of a payment. `confirming`: money is on its way, or a part of it has come. `awaited`: somebody
 * may pay. `left`: another payment has taken its place, or the gateway calls it over.
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
  // Few calls: most of these are never paid, and notifications and the shopper's page are faster.
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
 * In how many milliseconds a payment of this age is asked about next; null when nothing is to be expected any more:
 * gateways keep unpaid payments for about a day, and two more days pass.
 */
export function nextCheckIn(ageMs: number, prospect: Prospect): number | null {
  return paceAt(PACES[prospect], ageMs)
}

/** @param isSuperseded whether another payment has taken its place */
export function prospectOf(status: PaymentStatus, isSuperseded: boolean): Prospect {
  if (!isReleased(status) && hasReached(status, "processing")) return "confirming"
  return isSuperseded || isReleased(status) ? "left" : "awaited"
}
