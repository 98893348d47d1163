import { randomUUID } from "node:crypto"

import { Client } from "@medusajs/framework/pg"

import { sleep } from "../../tools/sleep"
import { M2CERBER, TEGRO } from "../check/scenarios"
import type { Shop } from "../support/shop"

const DAYS = 90
const DAY_MS = 86_400_000

/** What the demo's accounts have come to, in minor units. The simulator knows only today's money. */
const ACCOUNTS = [
  { provider: TEGRO, currency: "RUB", start: 1_250_000, daily: 41_000 },
  { provider: TEGRO, currency: "EUR", start: 84_000, daily: 2_300 },
  { provider: M2CERBER, currency: "AZN", start: 62_000, daily: 1_950 },
]

/** Writes one balance a day of the last 90 days: it grows, and every other week most of it is taken out. */
export async function insertBalanceHistory({ databaseUrl }: Shop): Promise<void> {
  const rows = ACCOUNTS.flatMap(({ provider, currency, start, daily }) =>
    Array.from({ length: DAYS }, (_, day) => {
      const sinceTakenOut = day % 14
      const wave = Math.round(daily * 0.6 * Math.sin(day * 1.7))
      const minor = start + Math.round(day * daily * 0.12) + sinceTakenOut * daily + wave
      return [
        `gwbal_${randomUUID()}`,
        provider,
        currency,
        inMajor(minor),
        new Date(Date.now() - (DAYS - day) * DAY_MS),
      ]
    }),
  )
  const values = rows.map(
    (_, row) => `($${row * 5 + 1}, $${row * 5 + 2}, $${row * 5 + 3}, $${row * 5 + 4}, $${row * 5 + 5})`,
  )
  const insert = `insert into balance_snapshot (id, provider_id, currency_code, available, taken_at) values ${values.join(", ")}`
  await withDatabase(databaseUrl, (client) => client.query(insert, rows.flat()))
}

const inMajor = (minor: number) => `${Math.trunc(minor / 100)}.${String(minor % 100).padStart(2, "0")}`

/** Shortens the hours after which Medusa gives up on a notification: it has failed for the last time. */
export async function markNotificationFailed(databaseUrl: string, reference: string): Promise<void> {
  const failed = `update gateway_notification set state = 'failed', leased_until = null
                  where reference = $1 and error is not null`
  await withDatabase(databaseUrl, async (client) => {
    for (let tries = 0; tries < 50; tries++) {
      if ((await client.query(failed, [reference])).rowCount) return
      await sleep(100)
    }
    throw new Error(`No notification of ${reference} has failed`)
  })
}

async function withDatabase(url: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
