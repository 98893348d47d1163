import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaMoney, OrderFacts, PaymentFacts } from "../core/settlement"
import { moneyFromMedusa } from "./money"

/**
 * One statement for all of it, so that the facts are of one moment; through Medusa's query it is some twenty, and half
 * of what a settlement costs. The cart's own total is not in it, since only Medusa computes it ({@link readCartTotal}).
 * A link to an order that Medusa has undone is none: undoing a failed completion may leave it behind.
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
  (select json_build_object('id', c.id, 'currency', c.currency_code, 'completed', c.completed_at is not null, 'collection',
      (select payment_collection_id from cart_payment_collection where cart_id = c.id and deleted_at is null limit 1))
   from cart c, unit where c.id = unit.cart_id and c.deleted_at is null) as cart,
  (select json_build_object('id', o.id, 'currency', o.currency_code,
      'canceled', o.canceled_at is not null or o.status = 'canceled', 'closed', o.status in ('completed', 'archived'),
      'placed_at', extract(epoch from o.created_at) * 1000,
      'placed', (select totals -> 'raw_current_order_total' ->> 'value' from order_summary
                 where order_id = o.id and version = 1 and deleted_at is null limit 1),
      'now', (select json_build_object('total', totals -> 'raw_current_order_total' ->> 'value',
                'pending', totals -> 'raw_pending_difference' ->> 'value', 'credit', totals -> 'raw_credit_line_total' ->> 'value')
              from order_summary where order_id = o.id and version = o.version and deleted_at is null limit 1),
      'miscounted', coalesce((select (s.totals -> 'raw_paid_total' ->> 'value')::numeric + 0.000001 <
                (select sum(amount) from order_transaction where order_id = o.id and amount > 0 and deleted_at is null)
              from order_summary s where s.order_id = o.id and s.version = o.version and s.deleted_at is null limit 1), false),
      'credit', (select coalesce(sum(amount), 0)::text from order_credit_line where order_id = o.id and deleted_at is null),
      'unlinked', exists (select 1 from cart_payment_collection own where own.cart_id = unit.cart_id and own.deleted_at is null
        and (not exists (select 1 from order_cart link join "order" living on living.id = link.order_id
               where link.cart_id = own.cart_id and link.deleted_at is null and living.deleted_at is null)
          or not exists (select 1 from order_payment_collection link join "order" living on living.id = link.order_id
               where link.payment_collection_id = own.payment_collection_id
                 and link.deleted_at is null and living.deleted_at is null))),
      'unreserved', (select count(*)::int from order_item item
         join order_line_item line on line.id = item.item_id
         join product_variant variant on variant.id = line.variant_id and variant.manage_inventory
         where item.order_id = o.id and item.version = o.version and item.deleted_at is null
           and item.quantity > 0 and item.fulfilled_quantity = 0
           and not exists (select 1 from reservation_item where line_item_id = item.item_id and deleted_at is null)),
      'entries', (select coalesce(json_agg(json_build_object('id', t.id, 'capture', t.reference_id,
                    'gone', starts_with(t.reference_id, 'capt_')
                      and not exists (select 1 from capture where id = t.reference_id and deleted_at is null))), '[]')
                  from order_transaction t where t.order_id = o.id and t.reference = 'capture' and t.deleted_at is null),
      'refund_entries', (select coalesce(json_agg(t.reference_id), '[]')
                  from order_transaction t where t.order_id = o.id and t.reference = 'refund' and t.deleted_at is null))
   from "order" o, unit where o.id = unit.order_id and o.deleted_at is null) as "order",
  (select coalesce(json_agg(json_build_object('id', s.id, 'provider', s.provider_id, 'collection', s.payment_collection_id,
      'amount', s.raw_amount ->> 'value', 'currency', s.currency_code, 'status', s.status,
      'asked', case when c.completed_at is null then c.raw_amount ->> 'value' end, 'asked_currency', c.currency_code) order by s.id), '[]')
   from payment_session s join collection on collection.id = s.payment_collection_id
   join payment_collection c on c.id = s.payment_collection_id where s.deleted_at is null) as sessions,
  (select coalesce(json_agg(json_build_object('id', p.id, 'provider', p.provider_id, 'session', p.payment_session_id,
      'collection', p.payment_collection_id, 'currency', p.currency_code, 'canceled', p.canceled_at is not null,
      'uncounted_since', (select extract(epoch from coalesce(greatest(
            (select max(created_at) from capture where payment_id = p.id and deleted_at is null),
            (select max(created_at) from refund where payment_id = p.id and deleted_at is null)), p.created_at)) * 1000
         from payment_collection c where c.id = p.payment_collection_id and p.canceled_at is null and (
           (p.captured_at is null and p.amount <=
              (select sum(amount) from capture where payment_id = p.id and deleted_at is null))
           or coalesce(c.captured_amount, 0) <> (select coalesce(sum(k.amount), 0) from capture k join payment o on o.id = k.payment_id
                where o.payment_collection_id = c.id and o.deleted_at is null and k.deleted_at is null)
           or coalesce(c.refunded_amount, 0) <> (select coalesce(sum(r.amount), 0) from refund r join payment o on o.id = r.payment_id
                where o.payment_collection_id = c.id and o.deleted_at is null and r.deleted_at is null)
           or coalesce(c.authorized_amount, 0) < (select coalesce(sum(amount), 0) from payment_session
                where payment_collection_id = c.id and status = 'authorized' and deleted_at is null))),
      'captures', (select coalesce(json_agg(json_build_object('id', id, 'amount', raw_amount ->> 'value',
                     'created_at', (extract(epoch from created_at) * 1000)::bigint) order by id), '[]')
                   from capture where payment_id = p.id and deleted_at is null),
      'refunds', (select coalesce(json_agg(json_build_object('id', id, 'amount', raw_amount ->> 'value',
                    'created_at', (extract(epoch from created_at) * 1000)::bigint) order by id), '[]')
                  from refund where payment_id = p.id and deleted_at is null)) order by p.id), '[]')
   from payment p join collection on collection.id = p.payment_collection_id where p.deleted_at is null) as payments`

interface SumRow {
  id: string
  amount: string
}

interface Row {
  collections: string[]
  cart: { id: string; currency: string; completed: boolean; collection: string | null } | null
  order: {
    id: string
    currency: string
    canceled: boolean
    closed: boolean
    placed_at: number
    placed: string | null
    now: { total: string; pending: string; credit: string | null } | null
    miscounted: boolean
    credit: string
    unlinked: boolean
    unreserved: number
    entries: { id: string; capture: string; gone: boolean }[]
    refund_entries: string[]
  } | null
  sessions: {
    id: string
    provider: string
    collection: string
    amount: string
    currency: string
    status: string
    asked: string | null
    asked_currency: string
  }[]
  payments: {
    id: string
    provider: string
    session: string
    collection: string
    currency: string
    canceled: boolean
    uncounted_since: number | null
    captures: (SumRow & { created_at: number })[]
    refunds: (SumRow & { created_at: number })[]
  }[]
}

/** Reads them without a lock: call it under the settlement's. */
export async function readMedusaMoney(knex: Knex, collectionId: string): Promise<MedusaMoney> {
  const { rows } = await knex.raw<{ rows: Row[] }>(STATEMENT, { collection: collectionId })
  const { collections, cart, order, sessions, payments } = rows[0] as Row
  return {
    collectionIds: collections,
    cart: cart && {
      id: cart.id,
      collectionId: cart.collection,
      currency: cart.currency.toUpperCase(),
      isCompleted: cart.completed,
      total: null,
    },
    order: order && orderFacts(order),
    sessions: sessions.map(
      ({ id, provider, collection, amount, currency, status, asked, asked_currency }) => ({
        id,
        providerId: provider,
        collectionId: collection,
        amount: moneyFromMedusa(amount, currency),
        collectionAmount: asked === null ? null : moneyFromMedusa(asked, asked_currency),
        status,
      }),
    ),
    payments: payments.map(paymentFacts),
  }
}

function orderFacts({
  id,
  currency,
  canceled,
  closed,
  placed_at,
  placed,
  now,
  miscounted,
  credit,
  unlinked,
  unreserved,
  entries,
  refund_entries,
}: NonNullable<Row["order"]>): OrderFacts {
  const read = (sum: string | null | undefined) => (sum ? moneyFromMedusa(sum, currency) : null)
  const pending = read(now?.pending)
  const credited = moneyFromMedusa(credit, currency)
  // An edit of the order drops the credit lines from Medusa's summary; they are still paid.
  const notInSummary = credited.minus(moneyFromMedusa(now?.credit ?? "0", currency))
  return {
    id,
    isCanceled: canceled,
    isClosed: closed,
    placedAt: placed_at,
    placedTotal: read(placed),
    total: read(now?.total),
    outstanding: pending && notInSummary.isPositive ? pending.minus(notInSummary) : pending,
    credited,
    isMiscounted: miscounted,
    isUnlinked: unlinked,
    unreservedItems: unreserved,
    entries: entries.map(({ id: entryId, capture, gone }) => ({
      id: entryId,
      captureId: capture,
      isGone: gone,
    })),
    refundEntries: refund_entries,
  }
}

function paymentFacts({
  id,
  provider,
  session,
  collection,
  currency,
  canceled,
  uncounted_since,
  captures,
  refunds,
}: Row["payments"][number]): PaymentFacts {
  const sum = ({ id: rowId, amount }: SumRow) => ({ id: rowId, amount: moneyFromMedusa(amount, currency) })
  return {
    id,
    providerId: provider,
    sessionId: session,
    collectionId: collection,
    currency: currency.toUpperCase(),
    isCanceled: canceled,
    uncountedSince: uncounted_since,
    captures: captures.map((row) => ({ ...sum(row), createdAt: row.created_at })),
    refunds: refunds.map((row) => ({ ...sum(row), createdAt: row.created_at })),
  }
}

/** The cart or order that a payment collection belongs to, else the collection itself: what settlement locks. */
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
