import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { knex as connect, type Knex } from "@medusajs/framework/mikro-orm/knex"
import { createLedger } from "../../src/modules/gateway-ledger/ledger"
import { Migration20261125190000 } from "../../src/modules/gateway-ledger/migrations/Migration20261125190000"
import { Migration20261125223000 } from "../../src/modules/gateway-ledger/migrations/Migration20261125223000"
import { Migration20261125230500 } from "../../src/modules/gateway-ledger/migrations/Migration20261125230500"
import { startEmbeddedPostgres } from "../../tools/embedded-postgres"
import { fill } from "./fill"

/** The ledger's statements over a year of payments: `npm run bench:large -- 1000000`. */
const COUNT = Number(process.argv[2] ?? 1_000_000)
const ROUNDS = 30
const PROVIDERS = ["pp_tegro_main", "pp_tegro_two"]

/** Milliseconds, sorted. */
async function times(work: (round: number) => Promise<unknown>, rounds = ROUNDS): Promise<number[]> {
  const taken: number[] = []
  for (let round = 0; round < rounds; round++) {
    const before = performance.now()
    await work(round)
    taken.push(performance.now() - before)
  }
  return taken.sort((a, b) => a - b)
}

function say(name: string, taken: readonly number[]): void {
  const at = (share: number) =>
    (taken[Math.min(taken.length - 1, Math.floor(taken.length * share))] ?? 0).toFixed(1)
  console.log(
    `${name.padEnd(44)} p50 ${at(0.5).padStart(7)}  p95 ${at(0.95).padStart(7)}  max ${at(1).padStart(7)} ms`,
  )
}

async function migrate(knex: Knex): Promise<void> {
  for (const Migration of [Migration20261125190000, Migration20261125223000, Migration20261125230500]) {
    const migration = new Migration(undefined as never, undefined as never)
    await migration.up()
    for (const statement of migration.getQueries()) await knex.raw(statement as string)
  }
}

async function measure(knex: Knex): Promise<void> {
  const ledger = createLedger(knex)
  const begun = performance.now()
  await fill(knex, COUNT)
  console.log(
    `${COUNT} attempts, ${2 * COUNT} notifications, filled in ${Math.round((performance.now() - begun) / 1_000)} s`,
  )
  const due = { providers: PROVIDERS, limit: 50, leaseMs: 150_000 }
  const reference = (round: number) => `mpg-${3 * (1 + round * 31)}`
  say("providers with work", await times(() => ledger.watch.providersWithWork()))
  say("claim due attempts", await times(() => ledger.attempts.claimDue(due)))
  say(
    "claim live attempts",
    await times(() => ledger.attempts.claimDue({ ...due, youngerThanMs: 3_600_000 })),
  )
  say("claim due notifications", await times(() => ledger.inbox.claimDue(due)))
  say("claim due payouts", await times(() => ledger.payouts.claimDue(due)))
  say(
    "receive a notification",
    await times((round) =>
      ledger.inbox.receive({
        ...{
          gateway: "tegro",
          provider_id: "pp_tegro_main",
          fingerprint: `new ${round}`,
          subject: "payment",
        },
        ...{
          reference: reference(round),
          gateway_id: null,
          claim: { status: "paid", received: null, currency: "RUB" },
        },
      }),
    ),
  )
  say("attempt of a session", await times((round) => ledger.attempts.ofSession(`payses_${round * 977 + 1}`)))
  say("connections: traffic", await times(() => ledger.watch.traffic([...PROVIDERS, "pp_tegro_unused"])))
  say(
    "list of attempts, without count",
    await times(() => ledger.search.attempts({}, { limit: 20, withoutCount: true })),
  )
  say("turn of a watchdog", await times(() => ledger.watch.takeOver({ everyMs: 10_000, lateMs: 60_000 })))
  const retention: [string, () => Promise<{ isDone: boolean }>][] = [
    ["retention: notifications", () => ledger.retention.dropNotifications(180)],
    ["retention: details of attempts", () => ledger.retention.trimAttempts(180)],
  ]
  for (const [name, step] of retention) {
    const taken: number[] = []
    for (let isDone = false; !isDone;)
      taken.push(...(await times(async () => void ({ isDone } = await step()), 1)))
    const total = taken.reduce((sum, one) => sum + one, 0)
    say(
      `${name} (${taken.length} batches, ${Math.round(total / 1_000)} s)`,
      taken.sort((a, b) => a - b),
    )
  }
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "large-ledger-"))
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, "data") })
  const knex = connect({ client: "pg", connection: postgres.url(), pool: { min: 1, max: 4 } })
  try {
    await migrate(knex)
    await measure(knex)
  } finally {
    await knex.destroy()
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

void main()
