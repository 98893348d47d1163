import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** A year of payments: most of them over, a few due, one in a thousand live; two notifications each. */
const ATTEMPTS = `insert into payment_attempt
  (id, gateway, provider_id, reference, gateway_id, session_id, payment_collection_id, amount, currency_code, status,
   claims, observations, codes, next_action, next_check_at, cleared_at, created_at, updated_at)
  select 'payatt_' || lpad(i::text, 10, '0'), 'tegro', (array['pp_tegro_main', 'pp_tegro_two', 'pp_tegro_old'])[1 + i % 3],
    'mpg-' || i, (1000000 + i)::text, 'payses_' || i, 'paycol_' || i, '1490.50', 'RUB',
    case when i % 3 = 0 then 'paid' else 'expired' end,
    '{"1": {"status": "paid", "received": "1490.50", "currency": "RUB"}}',
    '{"1": {"status": "paid", "code": "1", "reference": "mpg-1", "gatewayId": "1", "asked": "1490.50", "currency": "RUB"}}',
    '["1"]', '{"type": "redirect", "url": "https://tegro.money/pay/D0F98E7D7742609DC508D86BB7500914/and-some-more-of-it"}',
    case when i % 500 = 0 then now() - interval '1 minute' end, case when i % 3 = 0 then now() end,
    now() - interval '400 days' + i * interval '400 days' / :count, now()
  from generate_series(:from::int, :to::int) as i`

const NOTIFICATIONS = `insert into gateway_notification
  (id, provider_id, fingerprint, subject, reference, gateway_id, claim, state, outcome, tries, last_delivered_at, created_at)
  select 'gwnot_' || lpad(i::text, 10, '0'), (array['pp_tegro_main', 'pp_tegro_two', 'pp_tegro_old'])[1 + (i / 2) % 3],
    md5(i::text), 'payment', 'mpg-' || i / 2, (1000000 + i / 2)::text,
    '{"status": "paid", "received": "1490.50", "currency": "RUB"}',
    case when i % 20000 = 0 then 'received' else 'done' end, 'capture', 1,
    now() - interval '400 days' + i * interval '400 days' / (2 * :count), now() - interval '400 days' + i * interval '400 days' / (2 * :count)
  from generate_series(2 * :from::int, 2 * :to::int + 1) as i`

const PART = 100_000

/** Fills a ledger with so many attempts and twice as many notifications. */
export async function fill(knex: Knex, count: number): Promise<void> {
  for (let from = 1; from <= count; from += PART) {
    const range = { from, to: Math.min(count, from + PART - 1), count }
    await knex.raw(ATTEMPTS, range)
    await knex.raw(NOTIFICATIONS, range)
  }
  await knex.raw("vacuum analyze")
}
