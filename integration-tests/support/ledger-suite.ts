import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { NewAttempt, NewProblem, PaymentAttempt, Payout } from "../../src/modules/gateway-ledger"
import { createLedger, type Ledger } from "../../src/modules/gateway-ledger/ledger"
import { createLedgerDatabase, type LedgerDatabase } from "./ledger-database"

/** A ledger over a database of its own, and what tests begin with. */
export interface LedgerBench {
  ledger: Ledger
  knex: Knex
  /** An attempt of 1490.50 RUB, unless something else is said. */
  attempt(change?: Partial<NewAttempt>): Promise<PaymentAttempt>
  /** Money of an attempt that needs a person. */
  problem(attempt: PaymentAttempt, change?: Partial<NewProblem>): NewProblem & { attempt_id: string }
  /** A payout, a draft unless something else is said. */
  payout(change?: Partial<Parameters<Ledger["payouts"]["open"]>[0]>): Promise<Payout>
}

const TABLES = [
  "payment_attempt",
  "gateway_notification",
  "payment_problem",
  "gateway_payout",
  "payment_journal",
  "balance_snapshot",
  "gateway_watch",
  "gateway_place",
]

/** Runs tests against the ledger on a real PostgreSQL, without a Medusa; it is empty before each of them. */
export function ledgerSuite(name: string, tests: (bench: () => LedgerBench) => void): void {
  describe(name, () => {
    let database: LedgerDatabase
    let bench: LedgerBench
    let count = 0
    beforeAll(async () => {
      database = await createLedgerDatabase()
      await database.migrate()
      const ledger = createLedger(database.knex)
      bench = {
        ledger,
        knex: database.knex,
        attempt: (change) =>
          ledger.attempts.open({ ...newAttempt(++count), ...change }, { road: "checkout" }),
        problem: newProblem,
        payout: (change) => ledger.payouts.open({ ...newPayout(++count), ...change }),
      }
    })
    beforeEach(() => database.knex.raw(`truncate ${TABLES.join(", ")}`))
    afterAll(() => database.drop())
    tests(() => bench)
  })
}

const newAttempt = (count: number): NewAttempt => ({
  gateway: "tegro",
  provider_id: "pp_tegro_main",
  reference: `mpg-${count}`,
  session_id: `payses_${count}`,
  payment_collection_id: `pay_col_${count}`,
  amount: "1490.50",
  currency_code: "RUB",
  next_check_at: null,
})

function newProblem(attempt: PaymentAttempt, change: Partial<NewProblem> = {}) {
  const { id, provider_id, reference, payment_collection_id, currency_code } = attempt
  return {
    ...{ kind: "overpaid", subject: id, attempt_id: id, order_id: null, amount: "10.00" },
    ...{ provider_id, reference, payment_collection_id, currency_code },
    ...change,
  } as NewProblem & { attempt_id: string }
}

const newPayout = (count: number) => ({
  provider_id: "pp_m2cerber_main",
  reference: `out-${count}`,
  account: "994501112233",
  amount: "100.00",
  currency_code: "AZN",
  requested_by: "user_anna",
})
