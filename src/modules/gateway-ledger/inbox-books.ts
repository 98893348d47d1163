import type { Context } from "@medusajs/framework/types"
import { generateEntityId, InjectTransactionManager, MedusaContext } from "@medusajs/framework/utils"
import { RefundBooks } from "./refund-books"
import { sql } from "./tables"
import type { GatewayNotification, NewNotification } from "./types"

/** The inbox's part of the ledger. Who works on a notification is decided by one statement, for all processes. */
export class InboxBooks extends RefundBooks {
  /**
   * Puts a notification into the inbox. The same content again is the same row; `isNew` tells.
   */
  @InjectTransactionManager()
  async receiveNotification(
    notification: NewNotification,
    @MedusaContext() context: Context = {},
  ): Promise<{ id: string; isNew: boolean; isSettled: boolean }> {
    const { provider_id, fingerprint, subject, reference, gateway_id, claim } = notification
    const [row]: [{ id: string; state: string; deliveries: number }] = await sql(context).execute(
      `insert into gateway_notification
         (id, provider_id, fingerprint, subject, reference, gateway_id, claim, last_delivered_at)
       values (?, ?, ?, ?, ?, ?, ?, now())
       on conflict (provider_id, fingerprint) where deleted_at is null do update
         set deliveries = gateway_notification.deliveries + 1, last_delivered_at = now(), updated_at = now()
       returning id, state, deliveries`,
      [
        generateEntityId(undefined, "gwnot"),
        provider_id,
        fingerprint,
        subject,
        reference,
        gateway_id,
        JSON.stringify(claim),
      ],
    )
    return { id: row.id, isNew: row.deliveries === 1, isSettled: row.state === "done" }
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
