/** For merchants' own subscribers; the data is `{ id, status, held_for, provider_id, reference, session_id }`. */
export const ATTEMPT_UPDATED = "payment_gateway.attempt_updated"

/** For merchants' own subscribers; the data is `{ id, kind, provider_id, reference }`. */
export const PROBLEM_OPENED = "payment_gateway.problem_opened"
export const PROBLEM_RESOLVED = "payment_gateway.problem_resolved"

/** A notification is in the inbox and waits to be settled; the data is `{ id }`. */
export const NOTIFICATION_RECEIVED = "payment_gateway.notification_received"
