/**
 * An attempt's entry and state as one value. The one tells much of the other, and PostgreSQL takes them for independent:
 * it would read all payments for a state that an entry never has. Of this value it knows how often each occurs. The index has
 * both columns, too, so that it counts without reading the rows.
 */
export const ENTRY_AND_STATE = "provider_id || ' ' || status"

/** Indexes of large tables, which are made without locking: each as in `create index …`. */
export const INDEXES_ON_ALL_ROWS: readonly string[] = [
  `"IDX_gateway_notification_delivered" on "gateway_notification" ("provider_id", "last_delivered_at" desc)
    WHERE deleted_at IS NULL`,
  `"IDX_payment_attempt_provider_paid" on "payment_attempt" ("provider_id")
    WHERE status IN ('paid', 'refunded', 'underpaid') AND deleted_at IS NULL`,
  `"IDX_payment_attempt_entry_state" on "payment_attempt"
    ((${ENTRY_AND_STATE}), "created_at" desc, "id" desc) INCLUDE ("provider_id", "status") WHERE deleted_at IS NULL`,
]
