import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { withFreeLock } from "./lock"

const HOLD_SECONDS = 60

/** What is to be put right in an order's account. */
export interface AccountRepair {
  orderId: string
  cartId: string | null
  missing: readonly { captureId: string }[]
  /** Ids of entries that stand there a second time. */
  surplus: readonly string[]
}

/**
 * Brings an order's account to hold each capture exactly once. Completing a cart writes the order, then the payment, then
 * the payment into the account; a process that died in between, or an admin who authorized at the same moment, leaves it
 * without an entry, or with two. Done under Medusa's own lock of the cart, on what is there then.
 */
export async function repairAccount(container: MedusaContainer, repair: AccountRepair): Promise<void> {
  const { orderId, cartId, missing, surplus } = repair
  await withFreeLock(container.resolve(Modules.LOCKING), cartId ?? orderId, HOLD_SECONDS, async () => {
    const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION) as unknown as Knex
    const orders = container.resolve(Modules.ORDER)
    const add = await missingEntries(knex, orderId, missing)
    if (add.length > 0) await orders.addOrderTransactions(add as never[])
    const remove = await surplusEntries(knex, surplus)
    if (remove.length > 0) await orders.softDeleteOrderTransactions(remove)
  })
}

async function missingEntries(knex: Knex, orderId: string, missing: AccountRepair["missing"]) {
  const captures = await knex("capture")
    .join("payment", "payment.id", "capture.payment_id")
    .whereIn(
      "capture.id",
      missing.map(({ captureId }) => captureId),
    )
    .whereNull("capture.deleted_at")
    .whereNotExists(
      knex("order_transaction as entry")
        .whereRaw("entry.reference_id = capture.id")
        .where({ "entry.order_id": orderId, "entry.reference": "capture" })
        .whereNull("entry.deleted_at"),
    )
    .select("capture.id", "capture.raw_amount", "payment.currency_code")
  return captures.map(({ id, raw_amount, currency_code }) => ({
    order_id: orderId,
    amount: raw_amount,
    currency_code,
    reference: "capture",
    reference_id: id,
  }))
}

/** Those of the entries beside which another one of the same capture still stands. */
async function surplusEntries(knex: Knex, surplus: readonly string[]): Promise<string[]> {
  const rows = await knex("order_transaction as entry")
    .whereIn("entry.id", [...surplus])
    .whereNull("entry.deleted_at")
    .whereExists(
      knex("order_transaction as other")
        .whereRaw("other.reference_id = entry.reference_id and other.order_id = entry.order_id")
        .where("other.reference", "capture")
        .whereNull("other.deleted_at")
        .whereNotIn("other.id", [...surplus]),
    )
    .select("entry.id")
  return rows.map(({ id }) => id as string)
}
