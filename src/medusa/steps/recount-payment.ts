import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/**
 * Computes what Medusa's pages show of a payment and of its collection anew from its captures and refunds. Medusa writes a
 * capture first, and the payment's `captured_at` and the collection's sums after it. When a process dies in between, the
 * pages show captured money as authorized, or a partial capture not at all.
 */
export async function recountPayment(knex: Knex, paymentId: string): Promise<void> {
  await knex.transaction(async (trx) => {
    await trx("payment").where({ id: paymentId }).forUpdate().select("id")
    await trx.raw(CAPTURED_AT, { paymentId })
    await trx.raw(SUMS_OF_COLLECTION, { paymentId })
  })
}

const CAPTURED_AT = `
update payment set captured_at = taken.at, updated_at = now()
from (select sum(amount) as sum, max(created_at) as at from capture
      where payment_id = :paymentId and deleted_at is null) as taken
where payment.id = :paymentId and captured_at is null and canceled_at is null and deleted_at is null
  and taken.sum >= payment.amount`

/** The sums and the status as Medusa itself computes them; a canceled collection stays canceled. */
const SUMS_OF_COLLECTION = `
with sums as (
  select c.id, c.amount,
    (select coalesce(sum(amount), 0) from payment_session
     where payment_collection_id = c.id and status = 'authorized' and deleted_at is null) as authorized,
    (select coalesce(sum(k.amount), 0) from capture k join payment p on p.id = k.payment_id
     where p.payment_collection_id = c.id and p.deleted_at is null and k.deleted_at is null) as captured,
    (select coalesce(sum(r.amount), 0) from refund r join payment p on p.id = r.payment_id
     where p.payment_collection_id = c.id and p.deleted_at is null and r.deleted_at is null) as refunded
  from payment_collection c join payment own on own.payment_collection_id = c.id
  where own.id = :paymentId and c.deleted_at is null
)
update payment_collection set updated_at = now(),
  authorized_amount = sums.authorized,
  raw_authorized_amount = jsonb_build_object('value', sums.authorized::text, 'precision', 20),
  captured_amount = sums.captured,
  raw_captured_amount = jsonb_build_object('value', sums.captured::text, 'precision', 20),
  refunded_amount = sums.refunded,
  raw_refunded_amount = jsonb_build_object('value', sums.refunded::text, 'precision', 20),
  status = case
    when payment_collection.status = 'canceled' then payment_collection.status
    when sums.captured >= sums.amount then 'completed'
    when sums.authorized >= sums.amount then 'authorized'
    when sums.authorized > 0 then 'partially_authorized'
    else payment_collection.status end,
  completed_at = case when sums.captured >= sums.amount
    then coalesce(payment_collection.completed_at, now()) else payment_collection.completed_at end
from sums where payment_collection.id = sums.id`
