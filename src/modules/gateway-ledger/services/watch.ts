import type { Knex } from "@medusajs/framework/mikro-orm/knex"

const TABLE = "gateway_watch"
const SWEEP = "sweep"
const SCHEDULE = "schedule"
const WATCHDOG = "watchdog"

/** What has come in for a provider entry. */
export interface Traffic {
  provider_id: string
  last_notification_at: Date | null
  /** Whether money ever came. */
  has_payments: boolean
}

/** When the sweep ran last, and what started it; null where it never did. */
export interface SweepTimes {
  last_sweep_at: Date | null
  /** When Medusa's scheduled job ran last. */
  last_scheduled_at: Date | null
  /** When a watchdog last swept because nobody else did. */
  last_watchdog_at: Date | null
}

/** What a watchdog has found. */
export interface WatchdogTurn {
  /** This process is to sweep now, and no other one does. */
  isTaken: boolean
  /** Medusa's scheduled job did not run for so long that the watchdogs replace it. */
  isScheduleSilent: boolean
}

/** When recurring work ran, and whose turn is next. Single statements decide for all processes. */
export class Watch {
  constructor(private readonly knex: Knex) {}

  /** Records that a sweep runs. */
  markSweep(): Promise<void> {
    return this.mark(SWEEP)
  }

  /** Records that Medusa's scheduled job runs. */
  markSchedule(): Promise<void> {
    return this.mark(SCHEDULE)
  }

  async sweepTimes(): Promise<SweepTimes> {
    const rows = await this.knex(TABLE)
      .whereIn("id", [SWEEP, SCHEDULE, WATCHDOG])
      .select<{ id: string; last_run_at: Date }[]>("id", "last_run_at")
    const of = (id: string) => rows.find((row) => row.id === id)?.last_run_at ?? null
    return { last_sweep_at: of(SWEEP), last_scheduled_at: of(SCHEDULE), last_watchdog_at: of(WATCHDOG) }
  }

  /**
   * Takes the sweep over when none ran for `lateMs`; while the scheduled job does not run, every `everyMs`. Of many
   * processes that find it late, one takes it.
   */
  async takeOver({ everyMs, lateMs }: { everyMs: number; lateMs: number }): Promise<WatchdogTurn> {
    const { rows } = await this.knex.raw<{ rows: WatchdogTurn[] }>(
      `with schedule as (
         select not exists (select from gateway_watch
           where id = :schedule and last_run_at > now() - :lateMs * interval '1 millisecond') as is_silent
       ), taken as (
         insert into gateway_watch as w (id, last_run_at) values (:sweep, now())
         on conflict (id) do update set last_run_at = now(), updated_at = now()
           where w.last_run_at < now() - interval '1 millisecond'
             * case when (select is_silent from schedule) then :everyMs else :lateMs end::int
         returning id
       ), marked as (
         insert into gateway_watch (id, last_run_at) select :watchdog, now() from taken
         on conflict (id) do update set last_run_at = now(), updated_at = now()
       )
       select exists (select from taken) as "isTaken", is_silent as "isScheduleSilent" from schedule`,
      { schedule: SCHEDULE, sweep: SWEEP, watchdog: WATCHDOG, everyMs, lateMs },
    )
    return rows[0] as WatchdogTurn
  }

  /** The provider entries for which notifications, attempts or payouts are due, as indexes find them. */
  async providersWithWork(): Promise<string[]> {
    const { rows } = await this.knex.raw<{ rows: { provider_id: string }[] }>(
      `with recursive ${WORK.map(providersIn).join(", ")} ${WORK.map(dueProviders).join(" union ")}`,
    )
    return rows.map(({ provider_id }) => provider_id)
  }

  /** Takes a turn of work that one process does every `everyMs`; false when it is not time yet. */
  async takeTurn(id: string, everyMs: number): Promise<boolean> {
    const { rows } = await this.knex.raw<{ rows: unknown[] }>(
      `insert into gateway_watch as w (id, last_run_at, next_run_at)
       values (:id, now(), now() + :everyMs * interval '1 millisecond')
       on conflict (id) do update
         set last_run_at = now(), next_run_at = excluded.next_run_at, updated_at = now()
         where w.next_run_at is null or w.next_run_at <= now()
       returning id`,
      { id, everyMs },
    )
    return rows.length > 0
  }

  /** Gives back a turn in which nothing could be done, so that any process may take it at once. */
  async giveBackTurn(id: string): Promise<void> {
    await this.knex(TABLE).where({ id }).update({ next_run_at: this.knex.fn.now() })
  }

  /** Ends a turn. After a failure the next turn comes after a delay, which doubles from failure to failure. */
  async endTurn(id: string, failure: { firstMs: number; lastMs: number } | null): Promise<void> {
    if (!failure) {
      await this.knex(TABLE).where({ id }).update({ count: 0 })
      return
    }
    const { firstMs, lastMs } = failure
    await this.knex.raw(
      `update gateway_watch set count = count + 1,
         next_run_at = now() + least(:lastMs, :firstMs * power(2, least(count, 30))) * interval '1 millisecond'
       where id = :id`,
      { id, firstMs, lastMs },
    )
  }

  /** Takes as many of the wanted calls as are left of this minute's. Returns how many. */
  async grantCalls(id: string, wanted: number, perMinute: number): Promise<number> {
    await this.knex(TABLE).insert({ id, last_run_at: this.knex.fn.now() }).onConflict("id").ignore()
    const { rows } = await this.knex.raw<{ rows: { granted: number }[] }>(
      `with before as (
         select last_run_at < now() - interval '1 minute' as is_over, last_run_at, count
         from gateway_watch where id = :id for update
       )
       update gateway_watch w
       set last_run_at = case when is_over then now() else before.last_run_at end,
         count = least(:perMinute, case when is_over then 0 else before.count end + :wanted),
         updated_at = now()
       from before where w.id = :id
       returning w.count - case when is_over then 0 else before.count end as granted`,
      { id, wanted, perMinute },
    )
    return Math.max(0, rows[0]?.granted ?? 0)
  }

  /** Gives back calls that were granted and not made. */
  async takeBackCalls(id: string, count: number): Promise<void> {
    await this.knex.raw("update gateway_watch set count = greatest(0, count - ?) where id = ?", [count, id])
  }

  /** When each provider entry last got a notification, and whether it ever got money. */
  async traffic(providers: readonly string[]): Promise<Traffic[]> {
    const { rows } = await this.knex.raw<{ rows: Traffic[] }>(
      // The order of each subquery is its index's, so that PostgreSQL takes that index and no other.
      `select provider_id,
         (select last_delivered_at from gateway_notification n
          where n.provider_id = p.provider_id and n.deleted_at is null
          order by last_delivered_at desc limit 1) as last_notification_at,
         exists (select from payment_attempt a where a.provider_id between p.provider_id and p.provider_id
                   and a.deleted_at is null and a.status in ('paid', 'refunded', 'underpaid')
                 order by a.provider_id limit 1) as has_payments
       from unnest(?::text[]) as p(provider_id)`,
      [[...providers]],
    )
    return rows
  }

  private async mark(id: string): Promise<void> {
    const now = this.knex.fn.now()
    await this.knex(TABLE)
      .insert({ id, last_run_at: now })
      .onConflict("id")
      .merge({ last_run_at: now, updated_at: now })
  }
}

/** The tables with work: which of their rows have any, as an index has it, and which are due. */
const WORK = [
  { table: "payment_attempt", has: "next_check_at is not null", isDue: "next_check_at <= now()" },
  { table: "gateway_payout", has: "next_check_at is not null", isDue: "next_check_at <= now()" },
  {
    table: "gateway_notification",
    has: "state = 'received'",
    isDue: "state = 'received' and (leased_until is null or leased_until < now())",
  },
] as const

type Work = (typeof WORK)[number]

/** The distinct providers of a table's rows. It skips from one to the next by the index, as `distinct` does not. */
const providersIn = ({ table, has }: Work) => `${table}_providers as (
  (select provider_id from ${table} where ${has} and deleted_at is null order by provider_id limit 1)
  union all
  select (select t.provider_id from ${table} t where t.provider_id > p.provider_id and ${has} and t.deleted_at is null
          order by t.provider_id limit 1)
  from ${table}_providers p where p.provider_id is not null)`

const dueProviders = ({ table, isDue }: Work) => `select provider_id from ${table}_providers p
  where provider_id is not null and exists (
    select from ${table} t where t.provider_id = p.provider_id and ${isDue} and t.deleted_at is null)`
