import { randomBytes } from "node:crypto"

import { inTurns } from "../support/in-turns"
import type { BenchStore } from "./bench-store"

/** A payment that was asked of Tegro, and that nobody has paid. */
export interface PendingPayment {
  reference: string
  gatewayId: string
}

/** How old they are: in the middle of their watch, where they are asked about every half hour. */
const AGE_HOURS = 12
const AT_ONCE = 8

const INSERTS = [
  `insert into payment_collection (id, currency_code, amount, raw_amount, status)
   select 'bench_col_' || r, 'rub', 1490.5, '{"value": "1490.5", "precision": 20}', 'awaiting' from unnest($1::text[]) r`,
  `insert into payment_session (id, currency_code, amount, raw_amount, provider_id, data, status, payment_collection_id)
   select 'bench_ses_' || r, 'rub', 1490.5, '{"value": "1490.5", "precision": 20}', 'pp_tegro_main', '{}', 'pending',
          'bench_col_' || r
   from unnest($1::text[]) r`,
]

/** Not asked about by the sweep unless {@link makeDue} is called. */
const INSERT_ATTEMPTS = `
  insert into payment_attempt (id, gateway, provider_id, reference, gateway_id, session_id, payment_collection_id,
                               amount, currency_code, status, claims, created_at)
  select 'bench_att_' || r, 'tegro', 'pp_tegro_main', r, g, 'bench_ses_' || r, 'bench_col_' || r,
         '1490.50', 'RUB', 'awaiting', '{}', now() - interval '${AGE_HOURS} hours'
  from unnest($1::text[], $2::text[]) as t(r, g)`

/**
 * Orders at the gateway with their sessions in Medusa and their attempts in the ledger: by SQL, since what a checkout
 * costs is not what is measured. They are returned in the order of their creation.
 */
export async function createPending(store: BenchStore, count: number): Promise<PendingPayment[]> {
  const { gateways, plugin, sql } = store
  const amount = plugin.Money.of("1490.50", "RUB")
  const payments: PendingPayment[] = []
  const run = randomBytes(4).toString("hex")
  await inTurns(count, AT_ONCE, async (index) => {
    const reference = `mpg-bench-${run}-${index}`
    const request = {
      reference,
      amount,
      payer: {},
      receipt: [],
      hookPath: "hooks/payment-gateways/tegro_main",
    }
    const { gatewayId } = await gateways.tegro.createPayment(request)
    payments.push({ reference, gatewayId: gatewayId ?? "" })
  })
  payments.sort((a, b) => Number(a.gatewayId) - Number(b.gatewayId))
  const references = payments.map(({ reference }) => reference)
  for (const insert of INSERTS) await sql.query(insert, [references])
  await sql.query(INSERT_ATTEMPTS, [references, payments.map(({ gatewayId }) => gatewayId)])
  await sql.query("analyze payment_attempt, payment_session, payment_collection")
  return payments
}

/**
 * All payments are due at once, as after an outage. Who was asked when has little to do with who is older, so they
 * are mixed.
 */
export async function makeDue({ sql }: BenchStore): Promise<void> {
  await sql.query(
    `update payment_attempt set next_check_at = now() - (1 + abs(hashtext(id) % 600)) * interval '1 second'`,
  )
}

/** Neither the ledger nor the gateway knows of any payment. */
export async function forgetAll({ sql, simulator }: BenchStore): Promise<void> {
  await sql.query("truncate payment_attempt, gateway_notification, payment_problem")
  await simulator.reset()
}
