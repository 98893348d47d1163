import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { newId } from "../sql/columns"
import type { DueFilter } from "../sql/due-rows"
import { fromNow, isFree } from "../sql/times"
import type { GatewayNotification, NewNotification, ReceivedNotification } from "../types"

const TABLE = "gateway_notification"

/**
 * The attempt or payout that a notification must be about; an index finds each. A gateway's cabinet has one URL for all
 * entries of an account, so every entry's attempts and payouts count.
 */
const KNOWN_AS = {
  payment: `payment_attempt where gateway = :gateway and reference = :reference
    and (provider_id = :provider_id or account = :account)`,
  payout: `gateway_payout where reference = :reference and (provider_id = :provider_id
    or gateway_account = :account and starts_with(provider_id, 'pp_' || cast(:gateway as text) || '_'))`,
}

/**
 * The notifications as they came in. One statement decides for all processes who works on a notification. `leased_until`
 * is when that ends, or when the notification is tried again.
 */
export class Inbox {
  constructor(private readonly knex: Knex) {}

  /**
   * Records a notification, in one statement, since the gateway waits for it. Repeated content goes into the same row.
   * Undefined when this account has no attempt or payout with that reference.
   */
  async receive(notification: NewNotification): Promise<ReceivedNotification | undefined> {
    const { rows } = await this.knex.raw<{ rows: ReceivedNotification[] }>(
      `insert into gateway_notification
         (id, provider_id, fingerprint, subject, reference, gateway_id, claim, last_delivered_at)
       select :id, provider_id, :fingerprint, :subject, reference, :gateway_id, cast(:claim as jsonb), now()
       from ${KNOWN_AS[notification.subject]} and deleted_at is null
       on conflict (provider_id, fingerprint) where deleted_at is null do update
         set deliveries = gateway_notification.deliveries + 1, last_delivered_at = now(), updated_at = now()
       returning id, state = 'received' and (leased_until is null or leased_until < now()) as "isDue"`,
      { account: null, ...notification, id: newId("gwnot"), claim: JSON.stringify(notification.claim) },
    )
    return rows[0]
  }

  /** Leases a notification, unless another process has it, or it is settled. */
  async claim(id: string, leaseMs: number): Promise<GatewayNotification | undefined> {
    const [claimed] = await this.claimThose((due) => due.where({ id }), 1, leaseMs)
    return claimed
  }

  /** Leases a notification, settled or not, unless another process works on it. */
  async reclaim(id: string, leaseMs: number): Promise<GatewayNotification | undefined> {
    const [claimed] = await this.rows()
      .where({ id })
      .where((row) => isFree(row).orWhereNotNull("error"))
      .update(this.claimedFor(leaseMs) as never)
      .returning("*")
    return claimed as GatewayNotification | undefined
  }

  /** Leases notifications of these providers that no process has, oldest first. */
  claimDue({ providers, limit, leaseMs }: DueFilter): Promise<GatewayNotification[]> {
    return this.claimThose((due) => due.whereIn("provider_id", [...providers]), limit, leaseMs)
  }

  /** Renews leases. Notifications that another process has leased meanwhile are left out of the result. */
  async renew(rows: readonly GatewayNotification[], leaseMs: number): Promise<GatewayNotification[]> {
    const renewed = await this.updateLeased(rows, { leased_until: fromNow(this.knex, leaseMs) })
    const times = new Map(renewed.map(({ id, leased_until }) => [id, leased_until]))
    return rows.flatMap((row) => {
      const leased_until = times.get(row.id)
      return leased_until ? [{ ...row, leased_until }] : []
    })
  }

  /** Ends leases early: nobody has worked on these notifications. */
  async giveBack(rows: readonly GatewayNotification[]): Promise<void> {
    await this.updateLeased(rows, { leased_until: null, tries: this.knex.raw("tries - 1") })
  }

  /** Updates the rows whose lease is still this process's own. */
  private async updateLeased(
    rows: readonly GatewayNotification[],
    columns: Record<string, unknown>,
  ): Promise<GatewayNotification[]> {
    if (rows.length === 0) return []
    const until = rows.map(({ leased_until }) => leased_until?.toISOString() ?? "-infinity")
    const updated = await this.rows()
      .where({ state: "received" })
      .whereRaw(
        `(id, date_trunc('milliseconds', leased_until)) in (select * from unnest(?::text[], ?::timestamptz[]))`,
        [rows.map(({ id }) => id), until],
      )
      .update(columns as never)
      .returning("*")
    return updated as GatewayNotification[]
  }

  /** Marks a notification as settled. */
  async finish(id: string, outcome: string): Promise<void> {
    await this.move(id, { state: "done", outcome, error: null, leased_until: null })
  }

  /** Keeps a notification in the inbox, to be tried again in so many milliseconds. */
  async retryIn(id: string, error: string, ms: number): Promise<void> {
    await this.move(id, { error, leased_until: fromNow(this.knex, ms) as never })
  }

  /** Marks a notification as failed: it is not tried again. */
  async fail(id: string, error: string): Promise<void> {
    await this.move(id, { state: "failed", error, leased_until: null })
  }

  /** A notification that is settled already stays as it is, when a slow worker comes late. */
  private async move(id: string, columns: Partial<GatewayNotification>): Promise<void> {
    await this.rows()
      .where({ id, state: "received" })
      .update({ ...columns, updated_at: this.knex.fn.now() } as never)
  }

  private async claimThose(
    which: (due: Knex.QueryBuilder) => Knex.QueryBuilder,
    limit: number,
    leaseMs: number,
  ): Promise<GatewayNotification[]> {
    const due = which(this.rows())
      .where("state", "received")
      .where((row) => isFree(row))
      .orderBy("created_at")
      .limit(limit)
      .select("id")
      .forUpdate()
      .skipLocked()
    const claimed = await this.knex<GatewayNotification>(TABLE)
      .whereIn("id", due)
      .update(this.claimedFor(leaseMs) as never)
      .returning("*")
    const rows = claimed as GatewayNotification[]
    return rows.sort((a, b) => a.created_at.getTime() - b.created_at.getTime())
  }

  private claimedFor(leaseMs: number) {
    return {
      state: "received",
      leased_until: fromNow(this.knex, leaseMs),
      tries: this.knex.raw("tries + 1"),
      error: null,
      updated_at: this.knex.fn.now(),
    }
  }

  private rows() {
    return this.knex<GatewayNotification>(TABLE).whereNull("deleted_at")
  }
}
