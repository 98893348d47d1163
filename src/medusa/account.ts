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
 * Brings an order's account to hold each capture exactly once, and its sums to count it. Completing a cart writes the
 * order, then the payment, then the payment into the account; a process that died in between, or an admin who authorized
 * at the same moment, leaves it without an entry, or with two. A capture that the gateway refuses is taken back, and its entry
 * with it. Done under Medusa's own lock of the cart, on what is there then.
 */
export async function repairAccount(container: MedusaContainer, repair: AccountRepair): Promise<void> {
  const { orderId, cartId, missing, surplus } = repair
  await withFreeLock(container.resolve(Modules.LOCKING), cartId ?? orderId, HOLD_SECONDS, async () => {
    const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION) as unknown as Knex
    const orders = container.resolve(Modules.ORDER)
    const add = await missingEntries(knex, orderId, missing)
    if (add.length > 0) await orders.addOrderTransactions(add as never[])
    const remove = await surplusEntries(knex, surplus)
    // Medusa counts what it adds itself.
    if (remove.length > 0 || missing.length === 0) await recount(knex, orderId, remove)
  })
}

/**
 * Takes entries out, and writes the order's sums anew by what is left. Medusa itself would take their amounts off the
 * sums; but two entries that were made in the same moment were counted once, and one that was made while an edit of the
 * order was written was not counted at all.
 */
async function recount(knex: Knex, orderId: string, remove: string[]): Promise<void> {
  await knex.transaction(async (trx) => {
    const now = trx.fn.now()
    await trx("order_transaction").whereIn("id", remove).update({ deleted_at: now, updated_at: now })
    await trx.raw(SUMS_BY_ENTRIES, { orderId })
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

/** Those of the entries beside which another one of the same capture still stands, or whose capture is taken back. */
async function surplusEntries(knex: Knex, surplus: readonly string[]): Promise<string[]> {
  const rows = await knex("order_transaction as entry")
    .whereIn("entry.id", [...surplus])
    .whereNull("entry.deleted_at")
    .where((either) =>
      either
        .whereExists(
          knex("order_transaction as other")
            .whereRaw("other.reference_id = entry.reference_id and other.order_id = entry.order_id")
            .where("other.reference", "capture")
            .whereNull("other.deleted_at")
            .whereNotIn("other.id", [...surplus]),
        )
        .orWhereNotExists(
          knex("capture").whereRaw("capture.id = entry.reference_id").whereNull("capture.deleted_at"),
        ),
    )
    .select("entry.id")
  return rows.map(({ id }) => id as string)
}
