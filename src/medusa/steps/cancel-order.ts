import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { cancelOrderWorkflow } from "@medusajs/medusa/core-flows"
import { knexOf } from "../container"
import { CANCELED_AS_UNPAID } from "../reads/refunds"

/**
 * Lets Medusa cancel an order as unpaid, which frees its stock. A payment of it may be captured before Medusa looks, and
 * Medusa then refunds it: `canceled_by` marks that refund as one that nobody asked for.
 *
 * @throws Error with Medusa's reason, such as an edit of the order that is not finished
 */
export async function cancelOrder(container: MedusaContainer, order_id: string): Promise<void> {
  await withdrawDeadChanges(container, order_id)
  await cancelOrderWorkflow(container).run({ input: { order_id, canceled_by: CANCELED_AS_UNPAID } })
}

/**
 * Withdraws the changes of credit lines that a dead process has left behind. Medusa writes such a change and confirms it at
 * once when it cancels or credits an order. Medusa cancels no order with an unconfirmed one, and no page of the dashboard
 * shows it. Medusa's workflows take less than three minutes.
 */
async function withdrawDeadChanges(container: MedusaContainer, order_id: string): Promise<void> {
  const dead: string[] = await knexOf(container)("order_change")
    .where({ order_id, change_type: "credit_line" })
    .whereIn("status", ["pending", "requested"])
    .whereNull("deleted_at")
    .whereRaw("created_at < now() - interval '3 minutes'")
    .pluck("id")
  if (dead.length > 0) await container.resolve(Modules.ORDER).cancelOrderChange(dead)
}
