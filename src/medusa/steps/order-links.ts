import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { MedusaPort } from "../../settlement/dependencies"
import { knexOf } from "../container"
import { withFreeLock } from "../lock"

/** An order and the cart that it was made of. */
type OrderOfCart = Parameters<MedusaPort["linkOrder"]>[0]

/** Whether a cart has become an order, and the order was not deleted since. */
export async function hasOrder(knex: Knex, cartId: string): Promise<boolean> {
  const row = await knex("order_cart as link")
    .join("order", "order.id", "link.order_id")
    .where("link.cart_id", cartId)
    .whereNull("link.deleted_at")
    .whereNull("order.deleted_at")
    .first("order.id")
  return row !== undefined
}

/**
 * Links an order to its cart, and to the cart's payments, as completing the cart does. Medusa writes both links at once.
 * When one write fails, or the process dies, only the other link may be there; without the link to its payments an order
 * never shows what was paid. The links are compared and written under Medusa's lock of the cart.
 */
export async function linkOrder(container: MedusaContainer, { orderId, cartId }: OrderOfCart): Promise<void> {
  await withFreeLock(container, cartId, async () => {
    await dismissDeadLinks(container, cartId)
    const links = await missingLinks(knexOf(container), { orderId, cartId })
    if (links.length > 0) await container.resolve(ContainerRegistrationKeys.LINK).create(links)
  })
}

async function missingLinks(knex: Knex, { orderId, cartId }: OrderOfCart) {
  const { rows } = await knex.raw<{ rows: { collection: string; to_cart: boolean; to_payments: boolean }[] }>(
    `select own.payment_collection_id as collection,
       exists (select 1 from order_cart where cart_id = own.cart_id and deleted_at is null) as to_cart,
       exists (select 1 from order_payment_collection
               where payment_collection_id = own.payment_collection_id and deleted_at is null) as to_payments
     from cart_payment_collection own where own.cart_id = ? and own.deleted_at is null limit 1`,
    [cartId],
  )
  const order = { [Modules.ORDER]: { order_id: orderId } }
  return rows.flatMap(({ collection, to_cart, to_payments }) => [
    ...(to_cart ? [] : [{ ...order, [Modules.CART]: { cart_id: cartId } }]),
    ...(to_payments ? [] : [{ ...order, [Modules.PAYMENT]: { payment_collection_id: collection } }]),
  ])
}

/**
 * Dismisses the links of a cart and its payments to orders that are gone. Medusa leaves such links behind when it fails to
 * undo a failed completion. It takes a cart that is linked to an order for completed, and links a payment collection to one
 * order only.
 */
export async function dismissDeadLinks(container: MedusaContainer, cartId: string): Promise<void> {
  const knex = knexOf(container)
  const dead = (query: Knex.QueryBuilder): Knex.QueryBuilder =>
    query
      .whereNull("link.deleted_at")
      .whereNotExists(knex("order").whereRaw(`"order".id = link.order_id`).whereNull("order.deleted_at"))
  const carts: { order_id: string }[] = await dead(
    knex("order_cart as link").where("link.cart_id", cartId),
  ).select("link.order_id")
  const collections: { order_id: string; payment_collection_id: string }[] = await dead(
    knex("order_payment_collection as link")
      .join("cart_payment_collection as own", "own.payment_collection_id", "link.payment_collection_id")
      .where("own.cart_id", cartId)
      .whereNull("own.deleted_at"),
  ).select("link.order_id", "link.payment_collection_id")
  const links = [
    ...carts.map(({ order_id }) => ({ [Modules.ORDER]: { order_id }, [Modules.CART]: { cart_id: cartId } })),
    ...collections.map(({ order_id, payment_collection_id }) => ({
      [Modules.ORDER]: { order_id },
      [Modules.PAYMENT]: { payment_collection_id },
    })),
  ]
  if (links.length > 0) await container.resolve(ContainerRegistrationKeys.LINK).dismiss(links)
}
