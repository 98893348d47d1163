import type { Knex } from "@medusajs/framework/mikro-orm/knex"

const TABLE = "gateway_watch"
const SWEEP = "sweep"

/** What comes in for a provider. */
export interface Traffic {
  provider_id: string
  last_notification_at: Date | null
  /** Whether money ever came. */
  has_payments: boolean
}

/** What the ledger knows of the plugin's own health. */
export class Watch {
  private readonly knex: Knex

  constructor({ knex }: { knex: Knex }) {
    this.knex = knex
  }

  /** Writes down that the sweep is at work, in whichever process. */
  async markSweep(): Promise<void> {
    const now = this.knex.fn.now()
    await this.knex(TABLE)
      .insert({ id: SWEEP, last_run_at: now })
      .onConflict("id")
      .merge({ last_run_at: now, updated_at: now })
  }

  /** When a sweep was at work last; null when never. */
  async lastSweepAt(): Promise<Date | null> {
    const row = await this.knex(TABLE).where({ id: SWEEP }).first<{ last_run_at: Date }>("last_run_at")
    return row?.last_run_at ?? null
  }

  /** By provider: when a notification came last, and whether money ever did. */
  async traffic(providers: readonly string[]): Promise<Traffic[]> {
    const { rows } = await this.knex.raw<{ rows: Traffic[] }>(
      `select provider_id,
         (select max(last_delivered_at) from gateway_notification n
          where n.provider_id = p.provider_id and n.deleted_at is null) as last_notification_at,
         exists (select 1 from payment_attempt a where a.provider_id = p.provider_id and a.deleted_at is null
                   and a.status in ('paid', 'refunded', 'underpaid')) as has_payments
       from unnest(?::text[]) as p(provider_id)`,
      [[...providers]],
    )
    return rows
  }
}
