import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { INDEXES_ON_ALL_ROWS } from "../large-indexes"

/** Rows that one statement takes: few enough to hold nobody up. */
const BATCH = 500

/** Attempts are written anew, which costs more than to delete a row. */
const TRIM_BATCH = 200

/** What one statement of the retention did; `isDone` when it found no more. */
export interface RetentionStep {
  rows: number
  isDone: boolean
}

/** A pass over a table; all of it is SQL of this file. */
interface Pass {
  table: string
  /** What a change needs to know of a row; first the time by which the rows are in order. */
  columns: readonly [time: string, ...others: string[]]
  /** Rows up to that time are passed over, by `:days`. */
  before: string
  batch: number
  /** Changes rows `t` of the table by those of the `batch`. */
  change: string
  /** Changes what belongs to the rows of the `batch`. */
  changeBelongings?: string
}

/**
 * Lets go of what nobody needs any more, in small batches. Money rows and the journal stay: the journal has what an
 * attempt once knew.
 */
export class Retention {
  private readonly knex: Knex

  constructor({ knex }: { knex: Knex }) {
    this.knex = knex
  }

  /** Takes settled notifications away that came in so many days ago. */
  async dropNotifications(days: number): Promise<RetentionStep> {
    const { rowCount } = await this.knex.raw<{ rowCount: number }>(
      `delete from gateway_notification where id in (
         select id from gateway_notification
         where state = 'done' and created_at < now() - ? * interval '1 day' and deleted_at is null
         order by created_at limit ? for update skip locked)`,
      [days, BATCH],
    )
    return { rows: rowCount, isDone: rowCount < BATCH }
  }

  /** Takes payments of a gateway's list away that were not read again for so many days; those on its first pages are. */
  async dropStatement(days: number): Promise<RetentionStep> {
    const { rowCount } = await this.knex.raw<{ rowCount: number }>(
      `delete from gateway_statement where id in (
         select id from gateway_statement
         where read_at < now() - ? * interval '1 day' and due_at is null
         order by read_at limit ? for update skip locked)`,
      [days, BATCH],
    )
    return { rows: rowCount, isDone: rowCount < BATCH }
  }

  /**
   * Leaves one balance snapshot of each day, the last one, of those that are older than so many days. Goes through them
   * once, from the oldest one. Whether there is a later one is asked row by row: as a join PostgreSQL would compare each
   * with all.
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
   * Takes what is bulky out of attempts that are older than so many days and are looked at no more: what the shopper was
   * told, and of unpaid ones what the gateway said. What was sent for a capture or a refund that has ended goes, too: a
   * receipt in it names the shopper. Goes through the attempts once, from the oldest one.
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
      changeBelongings: `update payment_operation o set body = ''
         from batch b where o.attempt_id = b.id and o.state in ('done', 'failed') and o.body <> '' returning o.id`,
    })
  }

  /** Goes through a table once, a batch at a time, and keeps its place: the next one goes on behind it. */
  private async passOver(
    days: number,
    { table, columns, before, batch, change, changeBelongings }: Pass,
  ): Promise<RetentionStep> {
    const [time] = columns
    const { rows } = await this.knex.raw<{ rows: { seen: number; changed: number }[] }>(
      `with batch as materialized (
         select id, ${columns.join(", ")} from ${table}
         where deleted_at is null and ${time} < ${before}
           and ${time} > coalesce((select position from gateway_watch where id = :id), '-infinity')
         order by ${time} fetch first :batch rows with ties
       ), changed as (
         ${change}
         returning t.id
       ), ${changeBelongings ? `belongings as (${changeBelongings}), ` : ""}moved as (
         insert into gateway_watch (id, last_run_at, position)
         select :id, now(), max(${time}) from batch having count(*) > 0
         on conflict (id) do update set last_run_at = now(), position = excluded.position
       )
       select (select count(*)::int from batch) as seen, (select count(*)::int from changed) as changed`,
      { id: `retention ${table}`, days, batch },
    )
    const { seen = 0, changed = 0 } = rows[0] ?? {}
    return { rows: changed, isDone: seen < batch }
  }

  /**
   * Makes an index that a large table lacks after an upgrade, while everybody goes on writing. One that an interrupted
   * process has left unfinished is made anew.
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
