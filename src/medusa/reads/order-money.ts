import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { CartFacts, MedusaMoney, OrderFacts, PaymentFacts, SessionFacts } from "../../core/settlement"
import { moneyFromMedusa } from "../money"

/**
 * One statement reads all facts, so that they are of one moment. Medusa's query would take some twenty, half of what a
 * settlement costs. The cart's total is missing, since only Medusa computes it ({@link readCartTotal}). A link to a deleted
 * order does not count: Medusa may leave it behind when it undoes a failed completion. JSON has the names of the facts.
 */
const STATEMENT = `
with given as (select cast(:collection as text) as id),
unit as (
  select coalesce(of_cart.cart_id, cart_of_order.cart_id) as cart_id,
         coalesce(order_of_cart.order_id, of_order.order_id) as order_id
  from given
  left join cart_payment_collection of_cart on of_cart.payment_collection_id = given.id and of_cart.deleted_at is null
  left join order_payment_collection of_order on of_order.payment_collection_id = given.id and of_order.deleted_at is null
    and exists (select 1 from "order" where id = of_order.order_id and deleted_at is null)
  left join order_cart cart_of_order on cart_of_order.order_id = of_order.order_id and cart_of_order.deleted_at is null
  left join order_cart order_of_cart on order_of_cart.deleted_at is null
    and order_of_cart.cart_id = coalesce(of_cart.cart_id, cart_of_order.cart_id)
    and exists (select 1 from "order" where id = order_of_cart.order_id and deleted_at is null)
  limit 1
),
collection as (
  select id from given
  union select payment_collection_id from cart_payment_collection link, unit
        where link.cart_id = unit.cart_id and link.deleted_at is null
  union select payment_collection_id from order_payment_collection link, unit
        where link.order_id = unit.order_id and link.deleted_at is null
)
select
  (select json_agg(id) from collection) as collections,
  (select json_build_object('id', c.id, 'currency', upper(c.currency_code), 'isCompleted', c.completed_at is not null, 'collectionId',
      (select payment_collection_id from cart_payment_collection where cart_id = c.id and deleted_at is null limit 1))
   from cart c, unit where c.id = unit.cart_id and c.deleted_at is null) as cart,
  (select json_build_object('id', o.id, 'currency', o.currency_code,
      'isCanceled', o.canceled_at is not null or o.status = 'canceled', 'isClosed', o.status in ('completed', 'archived'),
      'placedAt', extract(epoch from o.created_at) * 1000,
      'placedTotal', (select totals -> 'raw_current_order_total' ->> 'value' from order_summary
                 where order_id = o.id and version = 1 and deleted_at is null limit 1),
      'now', (select json_build_object('total', totals -> 'raw_current_order_total' ->> 'value',
                'pending', totals -> 'raw_pending_difference' ->> 'value', 'credit', totals -> 'raw_credit_line_total' ->> 'value')
              from order_summary where order_id = o.id and version = o.version and deleted_at is null limit 1),
      'isMiscounted', coalesce((select abs((s.totals -> 'raw_paid_total' ->> 'value')::numeric -
                (select sum(amount) from order_transaction where order_id = o.id and amount > 0 and deleted_at is null)) > 0.000001
              from order_summary s where s.order_id = o.id and s.version = o.version and s.deleted_at is null limit 1), false),
      'credited', (select coalesce(sum(amount), 0)::text from order_credit_line where order_id = o.id and deleted_at is null),
      'isUnlinked', exists (select 1 from cart_payment_collection own where own.cart_id = unit.cart_id and own.deleted_at is null
        and (not exists (select 1 from order_cart link join "order" living on living.id = link.order_id
               where link.cart_id = own.cart_id and link.deleted_at is null and living.deleted_at is null)
          or not exists (select 1 from order_payment_collection link join "order" living on living.id = link.order_id
               where link.payment_collection_id = own.payment_collection_id
                 and link.deleted_at is null and living.deleted_at is null))),
      'unreservedItems', (select count(*)::int from order_item item
         join order_line_item line on line.id = item.item_id
         join product_variant variant on variant.id = line.variant_id and variant.manage_inventory
         where item.order_id = o.id and item.version = o.version and item.deleted_at is null
           and item.quantity > 0 and item.fulfilled_quantity = 0
           and not exists (select 1 from reservation_item where line_item_id = item.item_id and deleted_at is null)),
      'entries', (select coalesce(json_agg(json_build_object('id', t.id, 'captureId', t.reference_id,
                    'isGone', starts_with(t.reference_id, 'capt_')
                      and not exists (select 1 from capture where id = t.reference_id and deleted_at is null))), '[]')
                  from order_transaction t where t.order_id = o.id and t.reference = 'capture' and t.deleted_at is null),
      'refundEntries', (select coalesce(json_agg(t.reference_id), '[]')
                  from order_transaction t where t.order_id = o.id and t.reference = 'refund' and t.deleted_at is null),
      'strayEntries', (select coalesce(json_agg(t.id order by t.id), '[]')
                  from collection join payment p on p.payment_collection_id = collection.id and p.deleted_at is null
                  join capture k on k.payment_id = p.id and k.deleted_at is null
                  join order_transaction t on t.reference_id = k.id and t.reference = 'capture' and t.deleted_at is null
                  where t.order_id <> o.id
                    and not exists (select 1 from order_cart where order_id = t.order_id and deleted_at is null)
                    and not exists (select 1 from order_payment_collection where order_id = t.order_id and deleted_at is null)))
   from "order" o, unit where o.id = unit.order_id and o.deleted_at is null) as "order",
  (select coalesce(json_agg(json_build_object('id', s.id, 'providerId', s.provider_id, 'collectionId', s.payment_collection_id,
      'amount', s.raw_amount ->> 'value', 'currency', s.currency_code, 'status', s.status,
      'asked', case when c.completed_at is null then c.raw_amount ->> 'value' end, 'askedCurrency', c.currency_code) order by s.id), '[]')
   from payment_session s join collection on collection.id = s.payment_collection_id
   join payment_collection c on c.id = s.payment_collection_id where s.deleted_at is null) as sessions,
  (select coalesce(json_agg(json_build_object('id', p.id, 'providerId', p.provider_id, 'sessionId', p.payment_session_id,
      'collectionId', p.payment_collection_id, 'currency', upper(p.currency_code), 'isCanceled', p.canceled_at is not null,
      'uncountedSince', (select extract(epoch from coalesce(greatest(
            (select max(created_at) from capture where payment_id = p.id and deleted_at is null),
            (select max(created_at) from refund where payment_id = p.id and deleted_at is null)), p.created_at)) * 1000
         from payment_collection c where c.id = p.payment_collection_id and (
           (p.captured_at is null and p.canceled_at is null and p.amount <=
              (select sum(amount) from capture where payment_id = p.id and deleted_at is null))
           or coalesce(c.captured_amount, 0) <> (select coalesce(sum(k.amount), 0) from capture k join payment o on o.id = k.payment_id
                where o.payment_collection_id = c.id and o.deleted_at is null and k.deleted_at is null)
           or coalesce(c.refunded_amount, 0) <> (select coalesce(sum(r.amount), 0) from refund r join payment o on o.id = r.payment_id
                where o.payment_collection_id = c.id and o.deleted_at is null and r.deleted_at is null)
           or coalesce(c.authorized_amount, 0) < (select coalesce(sum(amount), 0) from payment_session
                where payment_collection_id = c.id and status = 'authorized' and deleted_at is null))),
      'captures', (select coalesce(json_agg(json_build_object('id', id, 'amount', raw_amount ->> 'value',
                     'createdAt', (extract(epoch from created_at) * 1000)::bigint) order by id), '[]')
                   from capture where payment_id = p.id and deleted_at is null),
      'refunds', (select coalesce(json_agg(json_build_object('id', id, 'amount', raw_amount ->> 'value',
                    'createdAt', (extract(epoch from created_at) * 1000)::bigint) order by id), '[]')
                  from refund where payment_id = p.id and deleted_at is null)) order by p.id), '[]')
   from payment p join collection on collection.id = p.payment_collection_id where p.deleted_at is null) as payments`

interface SumRow {
  id: string
  amount: string
  createdAt: number
}

interface OrderRow extends Omit<OrderFacts, "placedTotal" | "total" | "outstanding" | "credited"> {
  currency: string
  placedTotal: string | null
  credited: string
  /** Medusa's summary of the order as it is now. */
  now: { total: string; pending: string; credit: string | null } | null
}

interface SessionRow extends Omit<SessionFacts, "amount" | "collectionAmount"> {
  amount: string
  currency: string
  asked: string | null
  askedCurrency: string
}

interface PaymentRow extends Omit<PaymentFacts, "captures" | "refunds"> {
  captures: SumRow[]
  refunds: SumRow[]
}

/** The facts as the statement reads them: sums are decimal strings, unrounded. */
interface Row {
  collections: string[]
  cart: Omit<CartFacts, "total"> | null
  order: OrderRow | null
  sessions: SessionRow[]
  payments: PaymentRow[]
}

/** Reads what Medusa has on record of the money of one cart or order. Settlement calls it under its lock. */
export async function readMedusaMoney(knex: Knex, collectionId: string): Promise<MedusaMoney> {
  const { rows } = await knex.raw<{ rows: Row[] }>(STATEMENT, { collection: collectionId })
  const { collections, cart, order, sessions, payments } = rows[0] as Row
  return {
    collectionIds: collections,
    cart: cart && { ...cart, total: null },
    order: order && orderFacts(order),
    sessions: sessions.map(({ amount, currency, asked, askedCurrency, ...session }) => ({
      ...session,
      amount: moneyFromMedusa(amount, currency),
      collectionAmount: asked === null ? null : moneyFromMedusa(asked, askedCurrency),
    })),
    payments: payments.map(paymentFacts),
  }
}

function orderFacts({ currency, placedTotal, credited, now, ...order }: OrderRow): OrderFacts {
  const read = (sum: string | null | undefined) => (sum ? moneyFromMedusa(sum, currency) : null)
  const pending = read(now?.pending)
  const credit = moneyFromMedusa(credited, currency)
  // An edit of the order drops the credit lines from Medusa's summary, although they still pay for it.
  const notInSummary = credit.minus(moneyFromMedusa(now?.credit ?? "0", currency))
  return {
    ...order,
    placedTotal: read(placedTotal),
    total: read(now?.total),
    outstanding: pending && notInSummary.isPositive ? pending.minus(notInSummary) : pending,
    credited: credit,
  }
}

function paymentFacts({ captures, refunds, ...payment }: PaymentRow): PaymentFacts {
  const read = (sums: SumRow[]) =>
    sums.map((sum) => ({ ...sum, amount: moneyFromMedusa(sum.amount, payment.currency) }))
  return { ...payment, captures: read(captures), refunds: read(refunds) }
}

/** The id by which settlement locks: of the cart or order that a payment collection belongs to, else of the collection. */
export async function unitOf(knex: Knex, collectionId: string): Promise<string> {
  const { rows } = await knex.raw<{ rows: { id: string }[] }>(
    `select coalesce(of_cart.cart_id, order_cart.cart_id, of_order.order_id, given.id) as id
     from (select cast(? as text) as id) given
     left join cart_payment_collection of_cart on of_cart.payment_collection_id = given.id and of_cart.deleted_at is null
     left join order_payment_collection of_order on of_order.payment_collection_id = given.id and of_order.deleted_at is null
     left join order_cart on order_cart.order_id = of_order.order_id and order_cart.deleted_at is null
     limit 1`,
    [collectionId],
  )
  return rows[0]?.id ?? collectionId
}
