/**
 * The statuses of a payment attempt, in the one order in which it may move. `authorized` is money that is held: it is
 * captured, or it goes back. Money can still arrive after a cancel or an expiry, so `paid` comes after them; nothing
 * takes back `paid` but `refunded`.
 */
export const PAYMENT_STATUSES = [
  "created",
  "awaiting",
  "processing",
  "underpaid",
  "authorized",
  "expired",
  "canceled",
  "failed",
  "paid",
  "refunded",
] as const

export type PaymentStatus = (typeof PAYMENT_STATUSES)[number]

/** The statuses in which no money came and none is expected. */
export type ReleasedStatus = Extract<PaymentStatus, "expired" | "canceled" | "failed">

const rank = (status: PaymentStatus) => PAYMENT_STATUSES.indexOf(status)

/**
 * The status after one more observation: the further of the two. Being a maximum, it does not depend on the order
 * in which observations arrive, and a repeated one changes nothing.
 */
export function advance(current: PaymentStatus, observed: PaymentStatus): PaymentStatus {
  return rank(observed) > rank(current) ? observed : current
}

/** Whether an attempt in `current` has come at least as far as `status`. */
export function hasReached(current: PaymentStatus, status: PaymentStatus): boolean {
  return rank(current) >= rank(status)
}

export function isReleased(status: PaymentStatus): status is ReleasedStatus {
  return status === "expired" || status === "canceled" || status === "failed"
}
