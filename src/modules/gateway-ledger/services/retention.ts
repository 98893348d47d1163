import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { INDEXES_ON_ALL_ROWS } from "../large-indexes"

/** How many rows one statement takes: few enough to hold nobody up. */
const BATCH = 500

/** Attempts are updated, which costs more than to delete a row. */
const TRIM_BATCH = 200

/** Whether a step found nothing more to do. */
interface RetentionStep {
  isDone: boolean
}

/** A table that is gone through once. All strings are SQL of this file. */
interface Pass {
  table: string
  /** The columns that a change needs; the rows are in order of the first one, a time. */
  columns: readonly [time: string, ...others: string[]]
  /** The end of the pass: rows from that time on are not reached. It may use `:days`. */
  before: string
  batch: number
  /** Changes rows `t` of the table by the rows of `batch`. */
  change: string
  /** Changes rows of another table by the rows of `batch`. */
  changeOthers?: string
}

/**
 * Removes what nobody needs any more, in small batches. Attempts, payouts, problems and the journal stay; the journal also
 * keeps what is trimmed from an attempt.
 */
export class Retention {
  constructor(private readonly knex: Knex) {}

  /** Deletes settled notifications that came in so many days ago. */
  dropNotifications(days: number): Promise<RetentionStep> {
    return this.drop("gateway_notification", "created_at", "state = 'done' and deleted_at is null", days)
  }

  /** Deletes payments of a gateway's list that were not read for so many days. Those on its first pages are read often. */
  dropStatement(days: number): Promise<RetentionStep> {
    return this.drop("gateway_statement", "read_at", "due_at is null", days)
  }

  private async drop(table: string, time: string, which: string, days: number): Promise<RetentionStep> {
    const { rowCount } = await this.knex.raw<{ rowCount: number }>(
      `delete from ${table} where id in (
         select id from ${table} where ${time} < now() - ? * interval '1 day' and ${which}
         order by ${time} limit ? for update skip locked)`,
      [days, BATCH],
    )
    return { isDone: rowCount < BATCH }
  }

  /**
   * Keeps one balance snapshot of each day, the last one, of those that are older than so many days. A subquery looks for a
   * later snapshot of each row: for a join PostgreSQL would compare each row with all others.
   */
  async thinBalances(days: number): Promise<RetentionStep> {
    return this.passOver(days, {
      table: "balance_snapshot",
      columns: ["taken_at", "provider_id", "currency_code"],
      before: "current_date - :days::int",
      batch: BATCH,
      change: `delete from balance_snapshot t using batch b
         where t.id = b.id and (select true from balance_snapshot l
           where l.provider_id = b.provider_id and l.currency_code = b.currency_code and l.deleted_at is null
             and l.taken_at > b.taken_at and l.taken_at < b.taken_at::date + 1 limit 1)`,
    })
  }

  /**
   * Removes what is bulky from attempts that are older than so many days and are not looked at any more: what the shopper
   * was told and, where nothing was captured, what the gateway said. The bodies of captures and refunds that have ended are
   * removed, too, since their receipts name the shopper.
   */
  async trimAttempts(days: number): Promise<RetentionStep> {
    return this.passOver(days, {
      table: "payment_attempt",
      columns: ["created_at"],
      before: "now() - :days * interval '1 day'",
      batch: TRIM_BATCH,
      change: `update payment_attempt t set next_action = null,
           claims = case when cleared_at is null then '{}' else claims end,
           claimed_at = case when cleared_at is null then null else claimed_at end,
           codes = case when cleared_at is null then '[]' else codes end,
           observations = case when cleared_at is null then '{}' else observations end
         from batch b
         where t.id = b.id and t.next_check_at is null
           and not exists (select from payment_problem p
             where p.attempt_id = t.id and p.state = 'open' and p.deleted_at is null)`,
      changeOthers: `update payment_operation o set body = ''
         from batch b where o.attempt_id = b.id and o.state in ('done', 'failed') and o.body <> '' returning o.id`,
    })
  }

  /** Goes through a table once, from its oldest row, a batch at a time; `gateway_watch.position` is where the next begins. */
  private async passOver(
    days: number,
    { table, columns, before, batch, change, changeOthers }: Pass,
  ): Promise<RetentionStep> {
    const [time] = columns
    const { rows } = await this.knex.raw<{ rows: { seen: number }[] }>(
      `with batch as materialized (
         select id, ${columns.join(", ")} from ${table}
         where deleted_at is null and ${time} < ${before}
           and ${time} > coalesce((select position from gateway_watch where id = :id), '-infinity')
         order by ${time} fetch first :batch rows with ties
       ), changed as (
         ${change}
         returning t.id
       ), ${changeOthers ? `others as (${changeOthers}), ` : ""}moved as (
         insert into gateway_watch (id, last_run_at, position)
         select :id, now(), max(${time}) from batch having count(*) > 0
         on conflict (id) do update set last_run_at = now(), position = excluded.position
       )
       select count(*)::int as seen from batch`,
      { id: `retention ${table}`, days, batch },
    )
    return { isDone: (rows[0]?.seen ?? 0) < batch }
  }

  /**
   * Makes the indexes that large tables lack after an upgrade, without locking the tables. An index that an interrupted
   * process has left invalid is made anew.
   */
  async makeLargeIndexes(): Promise<void> {
    for (const index of INDEXES_ON_ALL_ROWS) {
      const name = index.slice(0, index.indexOf(" "))
      const { rows } = await this.knex.raw<{ rows: { indisvalid: boolean }[] }>(
        "select indisvalid from pg_index where indexrelid = to_regclass(?)",
        [name],
      )
      if (rows[0]?.indisvalid) continue
      if (rows[0]) await this.knex.raw(`drop index concurrently if exists ${name}`)
      await this.knex.raw(`create index concurrently if not exists ${index}`)
      await this.knex.raw(`analyze ${/ on ("\w+")/.exec(index)?.[1]}`)
    }
  }
}
