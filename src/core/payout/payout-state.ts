import type { ObservedPayout } from "../gateway"
import { DAY, HOUR, MINUTE, paceAt, SECOND, type Pace } from "../pace"

export const PAYOUT_STATES = ["draft", "approved", "sending", "sent", "paid", "canceled", "declined"] as const

export type PayoutState = (typeof PAYOUT_STATES)[number]

/**
 * The states from which each one is reached. A payout only moves forward, with two exceptions: one that provably reached
 * nobody is `approved` again, and what the gateway shows as paid is paid, whatever it said before.
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

/** The state of a payout by the status that the gateway shows. */
export const OBSERVED_STATE: Record<ObservedPayout["status"], "sent" | "paid" | "canceled"> = {
  pending: "sent",
  paid: "paid",
  canceled: "canceled",
}

/** How often a payout is asked about, by the time since it was handed over: banks take days, and rest at weekends. */
const PACE: Pace = [
  [2 * MINUTE, 15 * SECOND],
  [HOUR, 2 * MINUTE],
  [DAY, 15 * MINUTE],
  [14 * DAY, 3 * HOUR],
]

/** In how many milliseconds a payout of this age is asked about next; null when only a person can help. */
export function nextPayoutCheckIn(ageMs: number): number | null {
  return paceAt(PACE, ageMs)
}

/** A refund's payout that has reached no gateway after this time needs a person. */
export const REFUND_LATE_AFTER = 6 * HOUR
/** Another admin must approve, and may be asleep. */
const APPROVAL_TAKES = DAY

/** Whether a refund's payout was not handed over for too long; one that needs another admin's approval has a day. */
export function isRefundLate(
  { state, approved_by }: { state: PayoutState; approved_by: string | null },
  ageMs: number,
): boolean {
  if (state !== "draft" && state !== "approved") return false
  const waitsForNobody = state === "approved" && approved_by === null
  return ageMs >= (waitsForNobody ? REFUND_LATE_AFTER : APPROVAL_TAKES)
}

/**
 * How often the draft of a refund's payout is looked at, so that a problem says that nobody approves it. Two clocks write
 * when it began and when it is looked at, so one look at the right moment is not enough.
 */
export const DRAFT_LOOK_EVERY = HOUR

/** In how many milliseconds a refund's payout of this age is sent again that has reached nobody. */
export const resendRefundIn = (ageMs: number): number =>
  Math.min(30 * MINUTE, Math.max(MINUTE, Math.floor(ageMs / 10)))

/** A call may take this long, and a gateway's records may lag behind it. */
const UNCLEAR_AFTER = 2 * MINUTE

/** Whether a person must look for a payout that the gateway does not know. */
export const isUnclear = (ageMs: number) => ageMs >= UNCLEAR_AFTER
