import { randomUUID } from "node:crypto"

import { Client } from "@medusajs/framework/pg"
import type Medusa from "@medusajs/js-sdk"

import type { BalancesResponse } from "../../src/api/admin/payment-gateways/types"
import { sleep } from "../../tools/sleep"

const DAYS = 90
const DAY_MS = 86_400_000
/** Days after which most of the money is taken out. */
const ROUND = 14

interface Account {
  provider_id: string
  currency_code: string
  available: string
}

/**
 * Writes one balance a day of the last 90 days that leads to what the accounts hold now. The simulator knows only
 * today's money.
 */
export async function insertBalanceHistory(sdk: Medusa, databaseUrl: string): Promise<void> {
  const rows = (await accounts(sdk)).flatMap((account) =>
    Array.from({ length: DAYS + 1 }, (_, ago) => [
      `gwbal_${randomUUID()}`,
      account.provider_id,
      account.currency_code.toUpperCase(),
      ago === 0 ? account.available : balanceBefore(account.available, ago),
      new Date(Date.now() - ago * DAY_MS),
    ]),
  )
  const values = rows.map(
    (row, index) => `(${row.map((_, column) => `$${index * row.length + column + 1}`).join(", ")})`,
  )
  const insert = `insert into balance_snapshot (id, provider_id, currency_code, available, taken_at) values ${values.join(", ")}`
  await withDatabase(databaseUrl, async (client) => {
    // The first sweep found the accounts empty.
    await client.query("delete from balance_snapshot")
    await client.query(insert, rows.flat())
  })
}

async function accounts(sdk: Medusa): Promise<Account[]> {
  const path = "/admin/payment-gateways/balances"
  await sdk.client.fetch(`${path}/refresh`, { method: "POST", body: {} })
  for (let tries = 0; tries < 50; tries++) {
    const { balances } = await sdk.client.fetch<BalancesResponse>(path)
    if (balances.every(({ refreshing }) => !refreshing)) {
      const held = balances.flatMap(({ provider_id, entries }) =>
        entries.map((entry) => ({ provider_id, ...entry })),
      )
      return held.filter(({ available }) => Number(available) > 0)
    }
    await sleep(200)
  }
  throw new Error("The balances could not be read")
}

/** Grows from round to round and within each, with ups and downs. */
function balanceBefore(now: string, ago: number): string {
  const inRound = ROUND - 1 - (ago % ROUND)
  const part = 0.95 - ago * 0.004 - (ROUND - inRound) * 0.035 + 0.02 * Math.sin(ago * 1.7)
  return (Number(now) * Math.max(part, 0.05)).toFixed(2)
}

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
