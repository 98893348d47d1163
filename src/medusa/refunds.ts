import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** Stands as the author of the refunds by which Medusa cancels an order that this plugin found unpaid. */
export const CANCELED_AS_UNPAID = "payment-gateways:unpaid"

/** Id of the user or key that asked for a refund; null where nobody did, as when a completion is compensated. */
export async function refundAuthor(knex: Knex, refundId: string): Promise<string | null> {
  const row = await knex("refund").where({ id: refundId }).first("created_by")
  return (row?.created_by as string | null | undefined) ?? null
}

/** Whether a refund is there: Medusa takes one back that it cannot finish. */
export async function hasRefund(container: MedusaContainer, refundId: string): Promise<boolean> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "refund", fields: ["id"], filters: { id: refundId } })
  return data.length > 0
}
