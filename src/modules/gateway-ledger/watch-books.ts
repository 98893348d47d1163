import type { Context } from "@medusajs/framework/types"
import { InjectManager, InjectTransactionManager, MedusaContext } from "@medusajs/framework/utils"
import { Lists } from "./lists"
import { manager, sql } from "./tables"
import type { BalanceSnapshot } from "./types"

const SWEEP = "sweep"

/** What the ledger knows of the plugin's own health and of the accounts' past. */
export class WatchBooks extends Lists {
  /** The sweep is at work, in whichever process. */
  @InjectTransactionManager()
  async markSweep(@MedusaContext() context: Context = {}): Promise<void> {
    await sql(context).execute(
      `insert into gateway_watch (id, last_run_at) values (?, now())
       on conflict (id) do update set last_run_at = now(), updated_at = now()`,
      [SWEEP],
    )
  }

  /** When a sweep was at work last; null when never. */
  async lastSweepAt(): Promise<Date | null> {
    const [row] = await this.listGatewayWatches({ id: SWEEP }, { take: 1 })
    return row?.last_run_at ?? null
  }

  /** By provider: when a notification came last, and whether money ever did. */
  @InjectManager()
  async traffic(
    providers: readonly string[],
    @MedusaContext() context: Context = {},
  ): Promise<{ provider_id: string; last_notification_at: Date | null; has_payments: boolean }[]> {
    return manager(context).execute(
      `select provider_id,
         (select max(last_delivered_at) from gateway_notification n
          where n.provider_id = p.provider_id and n.deleted_at is null) as last_notification_at,
         exists (select 1 from payment_attempt a where a.provider_id = p.provider_id and a.deleted_at is null
                   and a.status in ('paid', 'refunded', 'underpaid')) as has_payments
       from unnest(string_to_array(?, ',')) as p(provider_id)`,
      [providers.join(",")],
    )
  }

  /** The newest snapshot of each account, with all its currencies. */
  @InjectManager()
  async newestSnapshots(
    providers: readonly string[],
    @MedusaContext() context: Context = {},
  ): Promise<BalanceSnapshot[]> {
    return manager(context).execute(
      `select s.* from unnest(string_to_array(?, ',')) as p(provider_id)
       join balance_snapshot s on s.provider_id = p.provider_id and s.deleted_at is null
        and s.taken_at = (select max(taken_at) from balance_snapshot
                          where provider_id = p.provider_id and deleted_at is null)
       order by s.provider_id, s.currency_code`,
      [providers.join(",")],
    )
  }

  /** The last snapshot of each day, by account and currency, oldest first. Days are those of the database's clock. */
  @InjectManager()
  async dailySnapshots(
    days: number,
    @MedusaContext() context: Context = {},
  ): Promise<Pick<BalanceSnapshot, "provider_id" | "currency_code" | "taken_at" | "available">[]> {
    return manager(context).execute(
      `select distinct on (provider_id, currency_code, taken_at::date)
         provider_id, currency_code, taken_at, available
       from balance_snapshot
       where taken_at >= current_date - ?::int and deleted_at is null
       order by provider_id, currency_code, taken_at::date, taken_at desc`,
      [days - 1],
    )
  }
}
