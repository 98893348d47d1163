/**
 * The statuses of a payment attempt, in the only order in which it may move. `authorized`: the money is held, and is
 * captured or goes back. Money can still arrive after a cancel or an expiry, so `paid` comes after them; only `refunded`
 * comes after `paid`.
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

/** The statuses in which no money has come and none is expected. */
export type ReleasedStatus = Extract<PaymentStatus, "expired" | "canceled" | "failed">

const rank = (status: PaymentStatus) => PAYMENT_STATUSES.indexOf(status)

/**
 * The status after one more observation: the further of the two. So the order in which observations arrive makes no
 * difference, and a repeated one changes nothing.
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

/**
 * Whether a gateway revokes that a payment was paid. An expiry is that of the link, and tells nothing of the money that
 * came by it.
 */
export const isRevocation = (before: PaymentStatus, now: PaymentStatus): boolean =>
  before === "paid" && (now === "canceled" || now === "failed")
