import type { ObservedPayout } from "./gateway"
import { DAY, HOUR, MINUTE, paceAt, SECOND, type Pace } from "./pace"

export const PAYOUT_STATES = ["draft", "approved", "sending", "sent", "paid", "canceled", "declined"] as const

export type PayoutState = (typeof PAYOUT_STATES)[number]

/**
 * From which states each one is reached. They move forward only, with two exceptions that tell no lie about money:
 * a sending that provably reached nobody is `approved` again, and what the gateway shows as paid is paid, whatever it
 * said before.
 */
export const PAYOUT_REACHED_FROM: Record<PayoutState, readonly PayoutState[]> = {
  draft: [],
  approved: ["draft", "sending"],
  sending: ["approved"],
  sent: ["sending"],
  paid: ["sending", "sent", "canceled", "declined"],
  canceled: ["draft", "approved", "sending", "sent"],
  declined: ["sending"],
}

/** What the gateway shows, in our words. */
export const OBSERVED_STATE: Record<ObservedPayout["status"], "sent" | "paid" | "canceled"> = {
  pending: "sent",
  paid: "paid",
  canceled: "canceled",
}

/** How often a payout is asked about, by its age since it was handed over. Banks take days, and rest at weekends. */
const PACE: Pace = [
  [2 * MINUTE, 15 * SECOND],
  [HOUR, 2 * MINUTE],
  [DAY, 15 * MINUTE],
  [14 * DAY, 3 * HOUR],
]

/** When a payout of this age is asked about next, in milliseconds; null when only a person can help. */
export function nextPayoutCheckIn(ageMs: number): number | null {
  return paceAt(PACE, ageMs)
}

/** What reaches no gateway for so long does not come right by itself soon. */
export const REFUND_LATE_AFTER = 6 * HOUR
/** Another admin must agree, and may be asleep. */
const APPROVAL_TAKES = DAY

/**
 * Whether a person must hear of a refund's payout that was not handed over: one that another admin must approve, or has
 * approved, has a day for it.
 */
export function isRefundLate(
  { state, approved_by }: { state: PayoutState; approved_by: string | null },
  ageMs: number,
): boolean {
  if (state !== "draft" && state !== "approved") return false
  const waitsForNobody = state === "approved" && approved_by === null
  return ageMs >= (waitsForNobody ? REFUND_LATE_AFTER : APPROVAL_TAKES)
}

/**
 * How often the draft of a refund comes up, so that it is told when nobody approves it: at most so long after it is late,
 * since two clocks write when it began and when it is looked at.
 */
export const DRAFT_LOOK_EVERY = HOUR

/** In how many milliseconds a refund's payout of this age that reached nobody is sent again. */
export const resendRefundIn = (ageMs: number): number =>
  Math.min(30 * MINUTE, Math.max(MINUTE, Math.floor(ageMs / 10)))

/** A call may be under way that long, and a gateway's own records may lag behind it. */
const UNCLEAR_AFTER = 2 * MINUTE

/** Whether a person must look after a payout that the gateway does not know. */
export const isUnclear = (ageMs: number) => ageMs >= UNCLEAR_AFTER
