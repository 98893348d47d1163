import type { GatewayNotification } from "../../../../modules/gateway-ledger"
import type { NotificationRow } from "../types"
import { decimal, iso } from "./values"

/** A notification as the inbox shows it. */
export function notificationRow(row: GatewayNotification & { attempt_id: string | null }): NotificationRow {
  const { claim } = row
  return {
    id: row.id,
    provider_id: row.provider_id,
    subject: row.subject,
    reference: row.reference,
    gateway_id: row.gateway_id,
    claimed: { status: claim.status, received: decimal(claim.received, claim.currency) },
    state: row.state,
    outcome: row.outcome,
    error: row.error,
    tries: row.tries,
    deliveries: row.deliveries,
    created_at: iso(row.created_at),
    last_delivered_at: iso(row.last_delivered_at),
    attempt_id: row.attempt_id,
  }
}
