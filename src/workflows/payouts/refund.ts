import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Payout } from "../../modules/gateway-ledger"
import { ledgerOf } from "../services"
import { move } from "./records"

/** Longer than Medusa needs to finish or take back a refund. */
const PATIENCE_MS = 60_000
const AGAIN_MS = 15_000

/**
 * Whether the refund that a payout belongs to is missing: Medusa takes a refund back when it cannot finish it. Such a
 * payout is put off, and given up when the refund does not appear.
 */
export async function lacksItsRefund(container: MedusaContainer, payout: Payout): Promise<boolean> {
  const { id, refund_id, created_at } = payout
  if (!refund_id) return false
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "refund", fields: ["id"], filters: { id: refund_id } })
  if (data.length > 0) return false
  if (Date.now() - created_at.getTime() < PATIENCE_MS) {
    const next_check_at = new Date(Date.now() + AGAIN_MS)
    await ledgerOf(container).payouts.note(id, "approved", { next_check_at })
  } else {
    const change = { error: "Medusa took the refund back.", next_check_at: null }
    await move(container, id, "canceled", change, ["approved"])
  }
  return true
}
