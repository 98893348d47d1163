import type { Context } from "@medusajs/framework/types"
import {
  generateEntityId,
  InjectManager,
  InjectTransactionManager,
  MedusaContext,
} from "@medusajs/framework/utils"
import { RefundBooks } from "./refund-books"
import { manager, sql } from "./tables"
import type { GatewayNotification, NewNotification } from "./types"

/** Where a notification's reference must be known from; each by its unique index. */
const KNOWN_AS = {
  payment: "payment_attempt where gateway = :gateway and",
  payout: "gateway_payout where",
}

/** A notification that is written down; `isDue` when nobody has settled it or is at work on it. */
export interface ReceivedNotification {
  id: string
  isDue: boolean
}

/** The inbox's part of the ledger. Who works on a notification is decided by one statement, for all processes. */
export class InboxBooks extends RefundBooks {
  /**
   * Puts a notification into the inbox, in one statement: the gateway waits for it. The same content again is the same
   * row. Undefined when nothing of that reference was asked through this provider.
   */
  @InjectManager()
  async receiveNotification(
    notification: NewNotification,
    @MedusaContext() context: Context = {},
  ): Promise<ReceivedNotification | undefined> {
    const [row]: [ReceivedNotification?] = await manager(context)
      .getKnex()
      .raw(
        `insert into gateway_notification
           (id, provider_id, fingerprint, subject, reference, gateway_id, claim, last_delivered_at)
         select :id, provider_id, :fingerprint, :subject, reference, :gateway_id, cast(:claim as jsonb), now()
         from ${KNOWN_AS[notification.subject]} provider_id = :provider_id and reference = :reference and deleted_at is null
         on conflict (provider_id, fingerprint) where deleted_at is null do update
           set deliveries = gateway_notification.deliveries + 1, last_delivered_at = now(), updated_at = now()
         returning id, state = 'received' and (leased_until is null or leased_until < now()) as "isDue"`,
        {
          ...notification,
          id: generateEntityId(undefined, "gwnot"),
          claim: JSON.stringify(notification.claim),
        },
      )
      .then(({ rows }) => rows)
    return row
  }

  /** Takes one notification to work on, unless somebody has it or it is settled. */
  async claimNotification(id: string, leaseMs: number): Promise<GatewayNotification | undefined> {
    const [claimed] = await this.claimNotifications("id = ?", [id], 1, leaseMs)
    return claimed
  }

  /** Takes a notification to work on once more, settled or not, unless somebody has it. */
  @InjectTransactionManager()
  async reclaimNotification(
    id: string,
    leaseMs: number,
    @MedusaContext() context: Context = {},
  ): Promise<GatewayNotification | undefined> {
    const [claimed] = await sql(context).execute(
      `update gateway_notification
       set state = 'received', leased_until = now() + ? * interval '1 millisecond', tries = tries + 1, error = null,
           updated_at = now()
       where id = ? and deleted_at is null and (leased_until is null or leased_until < now() or error is not null)
       returning id`,
      [leaseMs, id],
    )
    const row = claimed && (await this.retrieveGatewayNotification(id, {}, context))
    return row as unknown as GatewayNotification | undefined
  }

  /** Takes the notifications that nobody works on, oldest first. */
  async claimDueNotifications(limit: number, leaseMs: number): Promise<GatewayNotification[]> {
    return this.claimNotifications("true", [], limit, leaseMs)
  }

  @InjectTransactionManager()
  protected async claimNotifications(
    which: string,
    parameters: unknown[],
    limit: number,
    leaseMs: number,
    @MedusaContext() context: Context = {},
  ): Promise<GatewayNotification[]> {
    const claimed: { id: string }[] = await sql(context).execute(
      `update gateway_notification
       set leased_until = now() + ? * interval '1 millisecond', tries = tries + 1, error = null, updated_at = now()
       where id in (select id from gateway_notification
                    where ${which} and state = 'received' and deleted_at is null
                      and (leased_until is null or leased_until < now())
                    order by created_at limit ? for update skip locked)
       returning id`,
      [leaseMs, ...parameters, limit],
    )
    const rows = await this.listGatewayNotifications(
      { id: claimed.map(({ id }) => id) },
      { take: limit, order: { created_at: "ASC" } },
      context,
    )
    return rows as unknown as GatewayNotification[]
  }
}
