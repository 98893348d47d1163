import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/postgresql"
import type { Context } from "@medusajs/framework/types"
import { InjectTransactionManager, MedusaContext, MedusaService } from "@medusajs/framework/utils"
import { advance, mergeClaim } from "../../core"
import { PaymentAttempt as PaymentAttemptModel } from "./models/payment-attempt"
import type { AttemptChange, NewAttempt, PaymentAttempt } from "./types"

/** The plugin's own books: every payment that was ever asked of a gateway. */
export class GatewayLedgerService extends MedusaService({ PaymentAttempt: PaymentAttemptModel }) {
  /**
   * Opens an attempt, before the gateway is called.
   * @throws MedusaError (invalid_data) when the reference was used before
   */
  async openAttempt(attempt: NewAttempt): Promise<PaymentAttempt> {
    return asAttempt(await this.createPaymentAttempts({ ...attempt, claims: {} }))
  }

  async findAttempt(by: { gateway: string; reference: string }): Promise<PaymentAttempt | undefined> {
    return this.first(by)
  }

  /** The newest attempt of a session. */
  async findAttemptOfSession(sessionId: string): Promise<PaymentAttempt | undefined> {
    return this.first({ session_id: sessionId })
  }

  /**
   * Writes down what was learned. The row is locked meanwhile, so that two observations at once cannot take a status
   * back or lose a claim.
   */
  @InjectTransactionManager()
  async updateAttempt(
    id: string,
    change: AttemptChange,
    @MedusaContext() context: Context = {},
  ): Promise<PaymentAttempt> {
    const manager = context.transactionManager as SqlEntityManager
    await manager.execute("select 1 from payment_attempt where id = ? for update", [id])
    const current = asAttempt(await this.retrievePaymentAttempt(id, {}, context))
    const { claim, status, ...rest } = change
    const updated = await this.updatePaymentAttempts(
      {
        id,
        ...rest,
        ...(status && { status: advance(current.status, status) }),
        ...(claim && { claims: mergeClaim(current.claims, claim, current.currency_code) }),
      },
      context,
    )
    return asAttempt(updated)
  }

  /**
   * Takes the right to ask the gateway about an attempt, unless somebody else took it less than `everyMs` ago.
   * Right across processes: the database decides.
   */
  @InjectTransactionManager()
  async claimObservation(
    id: string,
    everyMs: number,
    @MedusaContext() context: Context = {},
  ): Promise<boolean> {
    const manager = context.transactionManager as SqlEntityManager
    const claimed = await manager.execute(
      `update payment_attempt set last_observed_at = now()
       where id = ? and (last_observed_at is null or last_observed_at < now() - ? * interval '1 millisecond')
       returning id`,
      [id, everyMs],
    )
    return claimed.length > 0
  }

  private async first(filters: Record<string, string>): Promise<PaymentAttempt | undefined> {
    const [row] = await this.listPaymentAttempts(filters, { take: 1, order: { id: "DESC" } })
    return row && asAttempt(row)
  }
}

/** The columns are checked by the database; only their types are narrowed here. */
const asAttempt = (row: unknown): PaymentAttempt => row as PaymentAttempt
