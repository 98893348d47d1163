import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { INDEXES_ON_ALL_ROWS } from "../large-indexes"

/** Rows that one statement takes: few enough to hold nobody up. */
const BATCH = 500

/** Attempts are written anew, which costs more than to delete a row. */
const TRIM_BATCH = 200

const TRIM_ID = "retention payment_attempt"
const THIN_ID = "retention balance_snapshot"

/** What one statement of the retention did; `isDone` when it found no more. */
export interface RetentionStep {
  rows: number
  isDone: boolean
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
    const { rows } = await this.knex.raw<{ rows: { seen: number; thinned: number }[] }>(
      `with batch as materialized (
         select id, provider_id, currency_code, taken_at from balance_snapshot
         where deleted_at is null and taken_at < current_date - :days::int
           and taken_at > coalesce((select position from gateway_watch where id = :id), '-infinity')
         order by taken_at fetch first :batch rows with ties
       ), thinned as (
         delete from balance_snapshot t using batch b
         where t.id = b.id and (select true from balance_snapshot l
           where l.provider_id = b.provider_id and l.currency_code = b.currency_code and l.deleted_at is null
             and l.taken_at > b.taken_at and l.taken_at < b.taken_at::date + 1 limit 1)
         returning t.id
       ), moved as (
         insert into gateway_watch (id, last_run_at, position)
         select :id, now(), max(taken_at) from batch having count(*) > 0
         on conflict (id) do update set last_run_at = now(), position = excluded.position
       )
       select (select count(*)::int from batch) as seen, (select count(*)::int from thinned) as thinned`,
      { id: THIN_ID, days, batch: BATCH },
    )
    const { seen = 0, thinned = 0 } = rows[0] ?? {}
    return { rows: thinned, isDone: seen < BATCH }
  }

  /**
   * Takes what is bulky out of attempts that are older than so many days and are looked at no more: what the shopper was
   * told, and of unpaid ones what the gateway said. Goes through the attempts once, from the oldest one.
   */
  async trimAttempts(days: number): Promise<RetentionStep> {
    const { rows } = await this.knex.raw<{ rows: { seen: number; trimmed: number }[] }>(
      `with batch as materialized (
         select id, created_at from payment_attempt
         where deleted_at is null and created_at < now() - :days * interval '1 day'
           and created_at > coalesce((select position from gateway_watch where id = :id), '-infinity')
         order by created_at fetch first :batch rows with ties
       ), trimmed as (
         update payment_attempt t set next_action = null,
           claims = case when cleared_at is null then '{}' else claims end,
           claimed_at = case when cleared_at is null then null else claimed_at end,
           codes = case when cleared_at is null then '[]' else codes end,
           observations = case when cleared_at is null then '{}' else observations end
         from batch b
         where t.id = b.id and t.next_check_at is null
           and not exists (select from payment_problem p
             where p.attempt_id = t.id and p.state = 'open' and p.deleted_at is null)
         returning t.id
       ), moved as (
         insert into gateway_watch (id, last_run_at, position)
         select :id, now(), max(created_at) from batch having count(*) > 0
         on conflict (id) do update set last_run_at = now(), position = excluded.position
       )
       select (select count(*)::int from batch) as seen, (select count(*)::int from trimmed) as trimmed`,
      { id: TRIM_ID, days, batch: TRIM_BATCH },
    )
    const { seen = 0, trimmed = 0 } = rows[0] ?? {}
    return { rows: trimmed, isDone: seen < TRIM_BATCH }
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
    }
  }
}
