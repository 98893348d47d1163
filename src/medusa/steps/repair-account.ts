import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { MedusaPort } from "../../settlement/dependencies"
import { knexOf } from "../container"
import { withFreeLock } from "../lock"

type AccountRepair = Parameters<MedusaPort["repairAccount"]>[0]

/**
 * Makes an order's account hold each capture exactly once, and its sums count it; no other order's account holds it.
 * Completing a cart writes the order, then the payment, then the account's entry. A process that died in between leaves no
 * entry, and an admin who authorized at the same moment leaves two. When the gateway refuses a capture, Medusa takes the capture back, and its entry goes with it.
 * The entries are compared and written under Medusa's lock of the cart.
 */
export async function repairAccount(
  container: MedusaContainer,
  { orderId, cartId, missing, surplus }: AccountRepair,
): Promise<void> {
  await withFreeLock(container, cartId ?? orderId, async () => {
    const knex = knexOf(container)
    const add = await missingEntries(knex, orderId, missing)
    if (add.length > 0) await container.resolve(Modules.ORDER).addOrderTransactions(add as never[])
    const remove = await surplusEntries(knex, orderId, surplus)
    const orders = new Set(remove.map(({ order_id }) => order_id))
    // Medusa adds new entries to the sums itself.
    if (missing.length === 0) orders.add(orderId)
    const ids = remove.map(({ id }) => id)
    if (orders.size > 0) await recount(knex, [...orders], ids)
  })
}

/**
 * Removes entries, and computes their orders' sums anew from the entries that are left. Medusa would subtract the removed
 * amounts. That is wrong for two entries that were made at the same moment, which Medusa has counted once, and for an entry
 * that was made while an edit of the order was written, which it has not counted at all.
 */
async function recount(knex: Knex, orderIds: string[], remove: string[]): Promise<void> {
  await knex.transaction(async (trx) => {
    const now = trx.fn.now()
    await trx("order_transaction").whereIn("id", remove).update({ deleted_at: now, updated_at: now })
    for (const orderId of orderIds.sort()) await trx.raw(SUMS_BY_ENTRIES, { orderId })
  })
}

const SUMS_BY_ENTRIES = `
with entered as (
  select coalesce(sum(amount) filter (where amount > 0), 0) as paid,
         coalesce(-sum(amount) filter (where amount < 0), 0) as refunded,
         coalesce(sum(amount), 0) as total
  from order_transaction where order_id = :orderId and deleted_at is null
),
sums as (
  select s.id, e.paid, e.refunded, e.total,
         (s.totals -> 'raw_current_order_total' ->> 'value')::numeric - e.total as pending
  from order_summary s
  join "order" o on o.id = s.order_id and o.version = s.version, entered e
  where o.id = :orderId and s.deleted_at is null
)
update order_summary set updated_at = now(), totals = totals || jsonb_build_object(
  'paid_total', sums.paid, 'raw_paid_total', jsonb_build_object('value', sums.paid::text, 'precision', 20),
  'refunded_total', sums.refunded, 'raw_refunded_total', jsonb_build_object('value', sums.refunded::text, 'precision', 20),
  'transaction_total', sums.total, 'raw_transaction_total', jsonb_build_object('value', sums.total::text, 'precision', 20),
  'pending_difference', sums.pending, 'raw_pending_difference', jsonb_build_object('value', sums.pending::text, 'precision', 20))
from sums where order_summary.id = sums.id`

/** Entries for those of the captures that the account lacks at this moment. */
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

/** Those of the entries that stand in another order, or whose capture has another entry or was taken back. */
async function surplusEntries(
  knex: Knex,
  orderId: string,
  surplus: AccountRepair["surplus"],
): Promise<{ id: string; order_id: string }[]> {
  return knex("order_transaction as entry")
    .whereIn("entry.id", surplus)
    .whereNull("entry.deleted_at")
    .where((either) =>
      either
        .whereNot("entry.order_id", orderId)
        .orWhereExists(
          knex("order_transaction as other")
            .whereRaw("other.reference_id = entry.reference_id")
            .where("other.order_id", orderId)
            .where("other.reference", "capture")
            .whereNull("other.deleted_at")
            .whereNotIn("other.id", surplus),
        )
        .orWhereNotExists(
          knex("capture").whereRaw("capture.id = entry.reference_id").whereNull("capture.deleted_at"),
        ),
    )
    .select("entry.id", "entry.order_id")
}
