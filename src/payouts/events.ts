import type { Payout } from "../modules/gateway-ledger"
import type { EventPort } from "../settlement"

/** For merchants' own subscribers; the data is `{ id, state, provider_id }`. */
export const PAYOUT_UPDATED = "payment_gateway.payout_updated"

export async function emitPayoutUpdated(
  { events }: { events: EventPort },
  { id, state, provider_id }: Payout,
): Promise<void> {
  await events.emit(PAYOUT_UPDATED, { id, state, provider_id })
}
