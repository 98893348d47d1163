import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Offered in a region, and never used. */
export const UNUSED = "pp_tegro_unused"

const PROVIDER = "(array['pp_tegro_main', 'pp_tegro_two', 'pp_tegro_old'])"

/** A year of payments: most of them over, a few due, one in a thousand live; two notifications each. */
const ATTEMPTS = `insert into payment_attempt
  (id, gateway, provider_id, account, reference, gateway_id, session_id, payment_collection_id, amount, currency_code, status,
   claims, observations, codes, next_action, next_check_at, cleared_at, created_at, updated_at)
  select 'payatt_' || lpad(i::text, 10, '0'), 'tegro', ${PROVIDER}[1 + i % 3], 'shop',
    'mpg-' || i, (1000000 + i)::text, 'payses_' || i, 'paycol_' || i, '1490.50', 'RUB',
    case when i % 3 = 0 then 'paid' when i % 30011 = 1 then 'underpaid' else 'expired' end,
    '{"1": {"status": "paid", "received": "1490.50", "currency": "RUB"}}',
    '{"1": {"status": "paid", "code": "1", "reference": "mpg-1", "gatewayId": "1", "asked": "1490.50", "currency": "RUB"}}',
    '["1"]', '{"type": "redirect", "url": "https://tegro.money/pay/D0F98E7D7742609DC508D86BB7500914/and-some-more-of-it"}',
    case when i % 500 = 0 then now() - interval '1 minute' end, case when i % 3 = 0 then now() end,
    now() - interval '400 days' + i * interval '400 days' / :count, now()
  from generate_series(:from::int, :to::int) as i`

const NOTIFICATIONS = `insert into gateway_notification
  (id, provider_id, fingerprint, subject, reference, gateway_id, claim, state, outcome, tries, last_delivered_at, created_at)
  select 'gwnot_' || lpad(i::text, 10, '0'), ${PROVIDER}[1 + (i / 2) % 3],
    md5(i::text), 'payment', 'mpg-' || i / 2, (1000000 + i / 2)::text,
    '{"status": "paid", "received": "1490.50", "currency": "RUB"}',
    case when i % 20000 = 0 then 'received' when i % 20011 = 0 then 'failed' else 'done' end, 'capture', 1,
    now() - interval '400 days' + i * interval '400 days' / (2 * :count), now() - interval '400 days' + i * interval '400 days' / (2 * :count)
  from generate_series(2 * :from::int, 2 * :to::int + 1) as i`

/** Two entries of each payment. */
const JOURNAL = `insert into payment_journal (attempt_id, kind, road, change, created_at)
  select 'payatt_' || lpad(i::text, 10, '0'), case j when 0 then 'opened' else 'observed' end, 'checkout',
    '{"status": "paid", "gateway_id": "1", "amount": "1490.50", "currency_code": "RUB"}', now()
  from generate_series(:from::int, :to::int) as i, generate_series(0, 1) as j`

/** One of two hundred payments had a problem, and one of twenty of these has it still. */
const PROBLEMS = `insert into payment_problem
  (id, kind, subject, state, provider_id, attempt_id, reference, payment_collection_id, order_id, amount, currency_code, created_at)
  select 'payprob_' || lpad(i::text, 10, '0'), case when i % 400 = 0 then 'overpaid' else 'orphan' end, 'payatt_' || i,
    case when i % 4000 = 0 then 'open' else 'resolved' end, ${PROVIDER}[1 + i % 3],
    'payatt_' || lpad(i::text, 10, '0'), 'mpg-' || i, 'paycol_' || i, 'order_' || i, '1.00', 'RUB',
    now() - interval '400 days' + i * interval '400 days' / :count
  from generate_series(:from::int, :to::int) as i where i % 200 = 0`

const PAYOUTS = `insert into gateway_payout
  (id, provider_id, reference, gateway_id, account, amount, currency_code, state, requested_by, attempt_id, refund_id, created_at)
  select 'payout_' || lpad(i::text, 10, '0'), ${PROVIDER}[1 + i % 3], 'out-' || i, i::text, '4111', '1.00', 'RUB',
    case when i % 5000 = 0 then 'sent' else 'paid' end, 'user', 'payatt_' || lpad(i::text, 10, '0'), 'refund_' || i,
    now() - interval '400 days' + i * interval '400 days' / :count
  from generate_series(:from::int, :to::int) as i where i % 100 = 0`

const STATEMENT = `insert into gateway_statement
  (gateway, account, gateway_id, reference, status, code, asked, currency_code, made_at, read_at)
  select 'tegro', 'shop', (1000000 + i)::text, 'mpg-' || i, 'paid', '1', '1490.50', 'RUB',
    now() - interval '400 days' + i * interval '400 days' / :count, now() - interval '400 days' + i * interval '400 days' / :count
  from generate_series(:from::int, :to::int) as i`

const BALANCES = `insert into balance_snapshot (id, provider_id, currency_code, available, taken_at)
  select 'balsnap_' || p || '_' || i, ${PROVIDER}[p], 'RUB', '1.00', now() - i * interval '1 hour'
  from generate_series(1, 3) as p, generate_series(1, 400 * 24) as i`

/** As much of Medusa as the page of the connections reads of it. */
const MEDUSA = [
  "create table payment_provider (id text primary key, is_enabled boolean not null, deleted_at timestamptz)",
  "create table region (id text primary key, name text not null, deleted_at timestamptz)",
  "create table region_payment_provider (payment_provider_id text, region_id text, deleted_at timestamptz)",
  "insert into region values ('reg_1', 'Russia')",
  `insert into payment_provider select id, true from unnest(array['pp_tegro_main', '${UNUSED}', 'pp_system_default']) as id`,
  "insert into region_payment_provider select id, 'reg_1' from payment_provider",
]

const PART = 100_000

/** Fills a ledger with so many attempts and twice as many notifications, and what belongs to them. */
export async function fill(knex: Knex, count: number): Promise<void> {
  for (const statement of MEDUSA) await knex.raw(statement)
  await knex.raw(BALANCES)
  for (let from = 1; from <= count; from += PART) {
    const range = { from, to: Math.min(count, from + PART - 1), count }
    for (const part of [ATTEMPTS, NOTIFICATIONS, JOURNAL, PROBLEMS, PAYOUTS, STATEMENT])
      await knex.raw(part, range)
  }
  await knex.raw("vacuum analyze")
}
