import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { bindable } from "../sql/columns"
import type { JournalAuthor, JournalRow, NewJournalEntry } from "../types"

const TABLE = "payment_journal"

/** How many entries are read at most. */
const MOST = 10_000

/** The author of entries where it is not known who did something, and by which road. */
export const NOBODY: JournalAuthor = { road: null }

/** What happened to the money. Entries are only ever added. */
export class Journal {
  constructor(private readonly knex: Knex) {}

  /** Adds an entry; `within` is the transaction that does what the entry tells. */
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
