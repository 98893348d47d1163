/** Indexes of large tables, which are made without locking: each as in `create index …`. */
export const INDEXES_ON_ALL_ROWS: readonly string[] = [
  `"IDX_gateway_notification_delivered" on "gateway_notification" ("provider_id", "last_delivered_at" desc)
    WHERE deleted_at IS NULL`,
  `"IDX_payment_attempt_provider_paid" on "payment_attempt" ("provider_id")
    WHERE status IN ('paid', 'refunded', 'underpaid') AND deleted_at IS NULL`,
  `"IDX_payment_attempt_provider_status_created" on "payment_attempt"
    ("provider_id", "status", "created_at" desc, "id" desc) WHERE deleted_at IS NULL`,
]
