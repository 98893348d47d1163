import type { BenchStore } from "../medusa/bench-store"
import { forgetAll } from "../medusa/pending"

/** How much there is to be read. */
export interface Amounts {
  attempts: number
  notifications: number
  problems: number
}

/** One attempt in so many became an order, another one is a cart; the rest is left alone. */
const ORDER_OF_EACH = 2

/** `$1`: how many attempts. Numbers count from 1; a customer has five payments. */
const ATTEMPTS = `
  insert into payment_attempt (id, gateway, provider_id, reference, gateway_id, session_id, payment_collection_id, amount,
                               currency_code, status, claims, created_at)
  select 'payatt_bench' || n, 'tegro', 'pp_tegro_main', 'mpg-bench' || lpad(n::text, 6, '0'), (900000 + n)::text,
         'payses_bench' || n, 'pay_col_bench' || n, '1490.50', 'RUB',
         (array['paid', 'paid', 'awaiting', 'expired'])[1 + n % 4], '{}', now() - n * interval '1 minute'
  from generate_series(1, $1::int) n`

const PLACES = [
  `insert into customer (id, email, has_account)
   select 'cus_bench' || n, 'shopper' || n || '@example.com', false from generate_series(0, $1::int / 5) n`,
  `insert into cart (id, currency_code, email, customer_id)
   select 'cart_bench' || n, 'rub', 'shopper' || n / 5 || '@example.com', 'cus_bench' || n / 5
   from generate_series(1, $1::int) n`,
  `insert into cart_payment_collection (id, cart_id, payment_collection_id)
   select 'capaycol_bench' || n, 'cart_bench' || n, 'pay_col_bench' || n from generate_series(1, $1::int) n`,
  `insert into "order" (id, currency_code, email, customer_id, status)
   select 'order_bench' || n, 'rub', 'shopper' || n / 5 || '@example.com', 'cus_bench' || n / 5, 'pending'
   from generate_series(1, $1::int) n where n % ${ORDER_OF_EACH} = 0`,
  `insert into order_payment_collection (id, order_id, payment_collection_id)
   select 'ordpaycol_bench' || n, 'order_bench' || n, 'pay_col_bench' || n
   from generate_series(1, $1::int) n where n % ${ORDER_OF_EACH} = 0`,
]

/** `$1`: how many; `$2`: how many attempts they are spread over. */
const NOTIFICATIONS = `
  insert into gateway_notification (id, provider_id, fingerprint, subject, reference, gateway_id, claim, state, outcome,
                                    tries, last_delivered_at, created_at)
  select 'gwnot_bench' || n, 'pp_tegro_main', 'bench' || n, 'payment', 'mpg-bench' || lpad((1 + n % $2::int)::text, 6, '0'),
         (900001 + n % $2::int)::text, '{"status": "paid", "received": null, "currency": "RUB"}',
         (array['done', 'done', 'done', 'failed'])[1 + n % 4], 'capture', 1, now(), now() - n * interval '10 seconds'
  from generate_series(1, $1::int) n`

const PROBLEMS = `
  insert into payment_problem (id, kind, subject, state, provider_id, attempt_id, reference, payment_collection_id, amount,
                               currency_code, message, created_at)
  select 'payprob_bench' || n, (array['overpaid', 'orphan', 'paid_late', 'refund_owed'])[1 + n % 4], 'payatt_bench' || n,
         (array['open', 'resolved'])[1 + n % 2], 'pp_tegro_main', 'payatt_bench' || n,
         'mpg-bench' || lpad(n::text, 6, '0'), 'pay_col_bench' || n, '12.34', 'RUB', 'bench', now() - n * interval '1 hour'
  from generate_series(1, $1::int) n`

/** A year of a shop, by SQL: what it costs to read it is measured, not how it came about. */
export async function seed(store: BenchStore, { attempts, notifications, problems }: Amounts): Promise<void> {
  const { sql } = store
  await forgetAll(store)
  await sql.query(ATTEMPTS, [attempts])
  for (const insert of PLACES) await sql.query(insert, [attempts])
  await sql.query(NOTIFICATIONS, [notifications, attempts])
  await sql.query(PROBLEMS, [problems])
  await sql.query("analyze")
}

/** Something of each kind that can be looked for. */
export async function known({ sql }: BenchStore): Promise<{ orderNumber: number; orderId: string }> {
  const { rows } =
    await sql.query(`select id, display_id from "order" where id = 'order_bench5000' or id = 'order_bench500'
                                    order by id desc limit 1`)
  const [order] = rows as { id: string; display_id: number }[]
  if (!order) throw new Error("The bench's orders are not there")
  return { orderNumber: order.display_id, orderId: order.id }
}
