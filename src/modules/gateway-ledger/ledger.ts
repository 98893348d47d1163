import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { Attempts } from "./services/attempts"
import { Balances } from "./services/balances"
import { Inbox } from "./services/inbox"
import { Installation } from "./services/installation"
import { Journal } from "./services/journal"
import { Marks } from "./services/marks"
import { Operations } from "./services/operations"
import { Payouts } from "./services/payouts"
import { Problems } from "./services/problems"
import { Refusals } from "./services/refusals"
import { Retention } from "./services/retention"
import { Search } from "./services/search"
import { Statements } from "./services/statements"
import { Watch } from "./services/watch"

/** The plugin's own records: one service a table, each with the transitions that its rows may make. */
export interface Ledger {
  readonly attempts: Attempts
  readonly inbox: Inbox
  readonly problems: Problems
  readonly operations: Operations
  readonly payouts: Payouts
  readonly journal: Journal
  readonly balances: Balances
  readonly statements: Statements
  readonly marks: Marks
  readonly watch: Watch
  readonly refusals: Refusals
  readonly retention: Retention
  readonly installation: Installation
  readonly search: Search
}

/** The ledger over a database, with or without a Medusa. */
export function createLedger(knex: Knex): Ledger {
  const journal = new Journal(knex)
  const attempts = new Attempts(knex, journal)
  return {
    attempts,
    inbox: new Inbox(knex),
    problems: new Problems(knex, journal, attempts),
    operations: new Operations(knex, journal, attempts),
    payouts: new Payouts(knex, journal, attempts),
    journal,
    balances: new Balances(knex),
    statements: new Statements(knex),
    marks: new Marks(knex),
    watch: new Watch(knex),
    refusals: new Refusals(knex),
    retention: new Retention(knex),
    installation: new Installation(knex, journal),
    search: new Search(knex),
  }
}
