import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Whether a cart has become an order that is there. */
export async function hasOrder(knex: Knex, cartId: string): Promise<boolean> {
  const row = await knex("order_cart as link")
    .join("order", "order.id", "link.order_id")
    .where("link.cart_id", cartId)
    .whereNull("link.deleted_at")
    .whereNull("order.deleted_at")
    .first("order.id")
  return row !== undefined
}
