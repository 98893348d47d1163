import { loadavg } from "node:os"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { MOST_COUNTED } from "../../src/core"
import type { Ledger } from "../../src/modules/gateway-ledger/ledger"
import { openLedgerDatabase } from "../support/ledger-database"
import { markdownTable } from "../support/markdown"
import { median, percentile } from "../support/statistics"
import { pageCases, workCases, type Case } from "./cases"
import { fill } from "./fill"

/** The ledger's statements over a year of payments: `npm run bench:large -- 1000000`. */
const COUNT = Number(process.argv[2] ?? 1_000_000)
const ROUNDS = 30

/** Milliseconds: of what somebody waits for at p95, and of the longest statement of the retention. */
const LIMIT = 50
const RETENTION_LIMIT = 200

/** What was found; `scanned`: much of a large table was read without an index. */
interface Row {
  name: string
  taken: number[]
  found: number
  limit: number
  scanned: boolean
}

const isMissed = ({ found, limit, scanned }: Row) => found > limit || scanned

async function timed(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now()
  await work()
  return performance.now() - before
}

/** The longest of the statements that a piece of work makes. */
async function longest(knex: Knex, work: () => Promise<unknown>): Promise<number> {
  const begun = new Map<string, number>()
  let most = 0
  const begins = ({ __knexQueryUid: id }: Statement) => begun.set(id, performance.now())
  const ends = (_: unknown, { __knexQueryUid: id }: Statement) => {
    most = Math.max(most, performance.now() - (begun.get(id) ?? Infinity))
  }
  knex.on("query", begins).on("query-response", ends)
  await work()
  knex.removeListener("query", begins).removeListener("query-response", ends)
  return most
}

interface Statement {
  __knexQueryUid: string
}

async function measureCase(knex: Knex, { name, work }: Case): Promise<Row> {
  const before = await scannedRows(knex)
  const taken: number[] = []
  for (let round = 0; round < ROUNDS; round++) taken.push(await longest(knex, () => work(round)))
  const scanned = (await scannedRows(knex)) - before > FEW * ROUNDS
  return { name, taken, found: percentile(taken, 0.95), limit: LIMIT, scanned }
}

/** Without an index, a few rows may be read where nearly all of them fit. */
const FEW = 5 * MOST_COUNTED

/** How many rows of the large tables were read without an index. */
async function scannedRows(knex: Knex): Promise<number> {
  await knex.raw("select pg_stat_force_next_flush()")
  const { rows } = await knex.raw<{ rows: { scanned: number }[] }>(
    `select coalesce(sum(seq_tup_read), 0)::float as scanned from pg_stat_user_tables
     where relname in ('payment_attempt', 'gateway_notification', 'payment_journal', 'gateway_statement')`,
  )
  return rows[0]?.scanned ?? 0
}

async function measureRetention({ retention }: Ledger): Promise<Row[]> {
  const steps: [string, () => Promise<{ isDone: boolean }>][] = [
    ["notifications", () => retention.dropNotifications(180)],
    ["rows of the gateway's list", () => retention.dropStatement(180)],
    ["balances", () => retention.thinBalances(90)],
    ["details of payments", () => retention.trimAttempts(180)],
  ]
  const rows: Row[] = []
  for (const [what, step] of steps) {
    const taken: number[] = []
    for (let isDone = false; !isDone;) taken.push(await timed(async () => void ({ isDone } = await step())))
    const seconds = Math.round(taken.reduce((sum, one) => sum + one, 0) / 1_000)
    const name = `retention: ${what} (${taken.length} batches, ${seconds} s)`
    rows.push({ name, taken, found: Math.max(...taken), limit: RETENTION_LIMIT, scanned: false })
  }
  return rows
}

function table(rows: readonly Row[]): string {
  const head = ["statement, ms", "p50", "p95", "max", "limit", ""]
  const shown = rows.map((row) => [
    row.name,
    ...[median(row.taken), percentile(row.taken, 0.95), Math.max(...row.taken)].map((ms) => ms.toFixed(1)),
    row.limit === LIMIT ? `p95 ≤ ${LIMIT}` : `max ≤ ${row.limit}`,
    row.scanned ? "no index" : isMissed(row) ? "✗" : "✓",
  ])
  return markdownTable(head, shown)
}

async function main(): Promise<void> {
  const { knex, ledger, stop } = await openLedgerDatabase()
  try {
    const load = () => loadavg()[0]?.toFixed(1)
    const seconds = (await timed(() => fill(knex, COUNT))) / 1_000
    const begun = load()
    const rows: Row[] = []
    for (const one of [...workCases(ledger, COUNT), ...pageCases(ledger, knex, COUNT)]) {
      rows.push(await measureCase(knex, one))
    }
    rows.push(...(await measureRetention(ledger)))
    console.log(`${COUNT} attempts, ${2 * COUNT} notifications, filled in ${Math.round(seconds)} s`)
    console.log(`load ${begun} when it was filled, ${load()} in the end\n\n${table(rows)}`)
    const missed = rows.filter(isMissed)
    if (missed.length > 0) console.error(`\nMissed: ${missed.map(({ name }) => name).join("; ")}`)
    process.exitCode = missed.length > 0 ? 1 : 0
  } finally {
    await stop()
  }
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
