import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { bindable } from "../columns"
import type { JournalRow, NewJournalEntry } from "../types"

const TABLE = "payment_journal"

/** More entries than this of one thing are not read. */
const MOST = 10_000

/** What happened to the money, as it happened: entries are only ever added. */
export class Journal {
  private readonly knex: Knex

  constructor({ knex }: { knex: Knex }) {
    this.knex = knex
  }

  /** Adds an entry. `within` makes it part of a transaction: what is done and that it was done belong together. */
  async append(entry: NewJournalEntry, within: Knex = this.knex): Promise<void> {
    await within(TABLE).insert({
      ...bindable(entry),
      attempt_id: entry.attempt_id ?? this.attemptOf(entry),
      created_at: this.knex.raw("clock_timestamp()"),
    })
  }

  /** All entries about an attempt, its problems and its payouts, oldest first. */
  ofAttempt(id: string): Promise<JournalRow[]> {
    return this.ofAttempts([id])
  }

  ofAttempts(ids: readonly string[]): Promise<JournalRow[]> {
    return this.rows((query) => query.whereIn("attempt_id", ids))
  }

  ofPayout(id: string): Promise<JournalRow[]> {
    return this.rows((query) => query.where("payout_id", id))
  }

  ofProblem(id: string): Promise<JournalRow[]> {
    return this.rows((query) => query.where("problem_id", id))
  }

  /** What people did about these problems and payouts, oldest first. */
  saidOf(ids: readonly string[]): Promise<JournalRow[]> {
    return this.rows((query) =>
      query
        .where("kind", "said")
        .where((about) => about.whereIn("problem_id", ids).orWhereIn("payout_id", ids)),
    )
  }

  private async rows(filter: (query: Knex.QueryBuilder) => Knex.QueryBuilder): Promise<JournalRow[]> {
    return filter(this.knex(TABLE)).select("*").orderBy("id").limit(MOST)
  }

  /** The attempt of the problem or the payout that an entry is about. */
  private attemptOf({ problem_id, payout_id }: NewJournalEntry) {
    const [table, id] = problem_id ? ["payment_problem", problem_id] : ["gateway_payout", payout_id]
    return id ? this.knex(table).select("attempt_id").where({ id }) : null
  }
}
