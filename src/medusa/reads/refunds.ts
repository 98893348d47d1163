import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { readRows } from "../container"

/** The author of the refunds that Medusa makes while it cancels an order that this plugin found unpaid. */
export const CANCELED_AS_UNPAID = "payment-gateways:unpaid"

/** Id of the user or key that asked for a refund; null where nobody asked, as when Medusa undoes a completion. */
export async function refundAuthor(knex: Knex, refundId: string): Promise<string | null> {
  const row = await knex("refund").where({ id: refundId }).first("created_by")
  return (row?.created_by as string | null | undefined) ?? null
}

/** Whether a refund exists. Medusa deletes a refund that it cannot finish. */
export async function hasRefund(container: MedusaContainer, refundId: string): Promise<boolean> {
  const rows = await readRows(container, { entity: "refund", fields: ["id"], filters: { id: refundId } })
  return rows.length > 0
}
