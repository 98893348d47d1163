import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { newId } from "../columns"
import type { DueFilter } from "../due-rows"
import type { GatewayNotification, NewNotification, ReceivedNotification } from "../types"

const TABLE = "gateway_notification"

/**
 * Where a notification's reference must be known from; each by an index. A cabinet has one URL for all entries of an
 * account, so what any of them has asked for counts.
 */
const KNOWN_AS = {
  payment: `payment_attempt where gateway = :gateway and reference = :reference
    and (provider_id = :provider_id or account = :account)`,
  payout: `gateway_payout where reference = :reference and (provider_id = :provider_id
    or gateway_account = :account and starts_with(provider_id, 'pp_' || cast(:gateway as text) || '_'))`,
}

/**
 * The notifications as they came in. Who works on one is decided by one statement, for all processes; `leased_until`
 * tells until when it is somebody's, or when it is worked on again.
 */
export class Inbox {
  private readonly knex: Knex

  constructor({ knex }: { knex: Knex }) {
    this.knex = knex
  }

  /**
   * Writes a notification down, in one statement: the gateway waits for it. The same content again is the same row.
   * Undefined when nothing of that reference was asked through this account.
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

  /** Takes one notification to work on, unless somebody has it or it is settled. */
  async claim(id: string, leaseMs: number): Promise<GatewayNotification | undefined> {
    const [claimed] = await this.claimThose((due) => due.where({ id }), 1, leaseMs)
    return claimed
  }

  /** Takes a notification to work on once more, settled or not, unless somebody has it. */
  async reclaim(id: string, leaseMs: number): Promise<GatewayNotification | undefined> {
    const [claimed] = await this.rows()
      .where({ id })
      .where((free) => this.whereFree(free).orWhereNotNull("error"))
      .update(this.claimedFor(leaseMs) as never)
      .returning("*")
    return claimed as GatewayNotification | undefined
  }

  /** Takes notifications of these providers that nobody works on, oldest first. */
  claimDue({ providers, limit, leaseMs }: DueFilter): Promise<GatewayNotification[]> {
    return this.claimThose((due) => due.whereIn("provider_id", [...providers]), limit, leaseMs)
  }

  /** Renews the lease of notifications that wait for their turn; those that are somebody else's by now fall away. */
  async renew(rows: readonly GatewayNotification[], leaseMs: number): Promise<GatewayNotification[]> {
    const until = this.knex.raw("now() + ? * interval '1 millisecond'", [leaseMs])
    const renewed = await this.moveLeased(rows, { leased_until: until })
    const times = new Map(renewed.map(({ id, leased_until }) => [id, leased_until]))
    return rows.flatMap((row) => {
      const leased_until = times.get(row.id)
      return leased_until ? [{ ...row, leased_until }] : []
    })
  }

  /** Gives notifications back whose turn did not come. */
  async giveBack(rows: readonly GatewayNotification[]): Promise<void> {
    await this.moveLeased(rows, { leased_until: null, tries: this.knex.raw("tries - 1") })
  }

  private async moveLeased(
    rows: readonly GatewayNotification[],
    columns: Record<string, unknown>,
  ): Promise<GatewayNotification[]> {
    if (rows.length === 0) return []
    const until = rows.map(({ leased_until }) => leased_until?.toISOString() ?? "-infinity")
    const moved = await this.rows()
      .where({ state: "received" })
      .whereRaw(
        `(id, date_trunc('milliseconds', leased_until)) in (select * from unnest(?::text[], ?::timestamptz[]))`,
        [rows.map(({ id }) => id), until],
      )
      .update(columns as never)
      .returning("*")
    return moved as GatewayNotification[]
  }

  /** Settles a notification. Nothing happens to one that is settled already. */
  async finish(id: string, outcome: string): Promise<void> {
    await this.move(id, { state: "done", outcome, error: null, leased_until: null })
  }

  /** Leaves a notification in the inbox for so long, by the clock that tells when it is due. */
  async retryIn(id: string, error: string, ms: number): Promise<void> {
    const leased_until = this.knex.raw("now() + ? * interval '1 millisecond'", [ms])
    await this.move(id, { error, leased_until: leased_until as never })
  }

  /** Gives a notification up. */
  async fail(id: string, error: string): Promise<void> {
    await this.move(id, { state: "failed", error, leased_until: null })
  }

  /** A worker that comes late takes nothing back. */
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
      .where((free) => this.whereFree(free))
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

  private whereFree(query: Knex.QueryBuilder): Knex.QueryBuilder {
    return query.whereNull("leased_until").orWhere("leased_until", "<", this.knex.fn.now())
  }

  private claimedFor(leaseMs: number) {
    return {
      state: "received",
      leased_until: this.knex.raw("now() + ? * interval '1 millisecond'", [leaseMs]),
      tries: this.knex.raw("tries + 1"),
      error: null,
      updated_at: this.knex.fn.now(),
    }
  }

  private rows() {
    return this.knex<GatewayNotification>(TABLE).whereNull("deleted_at")
  }
}
