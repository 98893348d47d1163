import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { cancelOrderWorkflow } from "@medusajs/medusa/core-flows"
import { CANCELED_AS_UNPAID } from "./refunds"

/**
 * Lets Medusa cancel an order as unpaid, which frees its stock. Whoever authorizes a payment of it in this very moment may
 * have it captured before Medusa looks, which would then be refunded: such a refund is marked as nobody's wish.
 *
 * @throws Error with Medusa's reason, such as an edit of the order that is not finished
 */
export async function cancelOrder(container: MedusaContainer, order_id: string): Promise<void> {
  await withdrawDeadChanges(container, order_id)
  await cancelOrderWorkflow(container).run({ input: { order_id, canceled_by: CANCELED_AS_UNPAID } })
}

/**
 * Canceling an order, or crediting it, writes a change of its credit lines and confirms it in the same moment. A process
 * that dies in between leaves the change behind; Medusa cancels no order that has one, and no page of the dashboard shows
 * it. Nobody but such a process leaves one open for longer than Medusa's workflows may take.
 */
async function withdrawDeadChanges(container: MedusaContainer, order_id: string): Promise<void> {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION) as unknown as Knex
  const dead: string[] = await knex("order_change")
    .where({ order_id, change_type: "credit_line" })
    .whereIn("status", ["pending", "requested"])
    .whereNull("deleted_at")
    .whereRaw("created_at < now() - interval '3 minutes'")
    .pluck("id")
  if (dead.length > 0) await container.resolve(Modules.ORDER).cancelOrderChange(dead)
}
