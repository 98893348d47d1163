import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { PaymentAttempt } from "../modules/gateway-ledger"

/** For merchants' own subscribers; the data is `{ id, status, held_for, provider_id, reference, session_id }`. */
export const ATTEMPT_UPDATED = "payment_gateway.attempt_updated"

/** Tells that an attempt has come further, or that its money waits for a person; silent when nothing changed. */
export async function announceChange(
  container: MedusaContainer,
  before: PaymentAttempt,
  { id, status, held_for, provider_id, reference, session_id }: PaymentAttempt,
): Promise<void> {
  if (status !== before.status || held_for !== before.held_for) {
    const data = { id, status, held_for, provider_id, reference, session_id }
    await container.resolve(Modules.EVENT_BUS).emit({ name: ATTEMPT_UPDATED, data })
  }
}
