import type { Context } from "@medusajs/framework/types"
import {
  generateEntityId,
  InjectManager,
  InjectTransactionManager,
  MedusaContext,
} from "@medusajs/framework/utils"
import { advance, mergeClaim } from "../../core"
import { claimDue, manager, sql } from "./tables"
import { WatchBooks } from "./watch-books"
import type { AttemptChange, NewAttempt, NewProblem, PaymentAttempt, PaymentProblem } from "./types"

/** The plugin's options in medusa-config.ts. */
export interface LedgerOptions {
  sweep?: boolean
}

/** The plugin's own books. What must be right across processes is decided by the database, in one statement. */
export class GatewayLedgerService extends WatchBooks {
  /** Whether this process looks after payments in the background. The plugin's option `sweep`, true by default. */
  readonly sweeps: boolean

  constructor(container: Record<string, unknown>, options: LedgerOptions = {}) {
    super(container, options)
    this.sweeps = options.sweep ?? true
  }

  /**
   * Opens an attempt, before the gateway is called.
   * @throws MedusaError (invalid_data) when the reference was used before
   */
  async openAttempt(attempt: NewAttempt): Promise<PaymentAttempt> {
    return asAttempt(await this.createPaymentAttempts({ ...attempt, claims: {} }))
  }

  async findAttempt(by: { gateway: string; reference: string }): Promise<PaymentAttempt | undefined> {
    return this.firstAttempt(by)
  }

  async getAttempt(id: string): Promise<PaymentAttempt> {
    return asAttempt(await this.retrievePaymentAttempt(id))
  }

  /** The newest attempt of a session. Shoppers' pages ask for it every few seconds, so it is read without detours. */
  @InjectManager()
  async findAttemptOfSession(
    sessionId: string,
    @MedusaContext() context: Context = {},
  ): Promise<PaymentAttempt | undefined> {
    const [row] = await manager(context).execute(
      "select * from payment_attempt where session_id = ? and deleted_at is null order by id desc limit 1",
      [sessionId],
    )
    return row && asAttempt(row)
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
    await sql(context).execute("select 1 from payment_attempt where id = ? for update", [id])
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

  /** Takes the right to ask the gateway about an attempt, unless somebody else took it less than `everyMs` ago. */
  @InjectTransactionManager()
  async claimObservation(
    id: string,
    everyMs: number,
    @MedusaContext() context: Context = {},
  ): Promise<boolean> {
    const claimed = await sql(context).execute(
      `update payment_attempt set last_observed_at = now()
       where id = ? and (last_observed_at is null or last_observed_at < now() - ? * interval '1 millisecond')
       returning id`,
      [id, everyMs],
    )
    return claimed.length > 0
  }

  /**
   * Takes the right to pass a shopper's word on to the gateway, unless one was passed on less than `everyMs` ago: by
   * any tab, in any process.
   */
  @InjectTransactionManager()
  async claimShopperWord(
    id: string,
    everyMs: number,
    @MedusaContext() context: Context = {},
  ): Promise<boolean> {
    const claimed = await sql(context).execute(
      `update payment_attempt set shopper_heard_at = now()
       where id = ? and (shopper_heard_at is null or shopper_heard_at < now() - ? * interval '1 millisecond')
       returning id`,
      [id, everyMs],
    )
    return claimed.length > 0
  }

  /** Takes the attempts that are due, oldest first, out of every other process's reach for `leaseMs`. */
  @InjectTransactionManager()
  async claimDueAttempts(
    limit: number,
    leaseMs: number,
    @MedusaContext() context: Context = {},
  ): Promise<PaymentAttempt[]> {
    const id = await claimDue(context, "payment_attempt", limit, leaseMs)
    const rows = await this.listPaymentAttempts({ id }, { take: limit }, context)
    return rows.map(asAttempt)
  }

  /** Puts attempts off by `everyMs` after a look that showed nothing new; null ends the watch. */
  @InjectTransactionManager()
  async putOffAttempts(
    ids: string[],
    everyMs: number | null,
    @MedusaContext() context: Context = {},
  ): Promise<void> {
    await sql(context).execute(
      `update payment_attempt
       set last_observed_at = now(), next_check_at = now() + ?::bigint * interval '1 millisecond'
       where id in (${ids.map(() => "?").join(", ")})`,
      [everyMs, ...ids],
    )
  }

  /**
   * Opens a problem, unless the same one is open or was settled by a person for the same sum. The amount of an open one
   * follows what has come. Undefined when nothing was opened.
   */
  @InjectTransactionManager()
  async openProblem(
    problem: NewProblem,
    @MedusaContext() context: Context = {},
  ): Promise<PaymentProblem | undefined> {
    const { kind, subject, amount } = problem
    const columns = Object.keys(problem)
    const [opened] = await sql(context).execute(
      `insert into payment_problem (id, ${columns.join(", ")})
       select ?, ${columns.map(() => "?").join(", ")}
       where not exists (select 1 from payment_problem where kind = ? and subject = ?
                           and resolved_by is not null and amount is not distinct from ?::text)
       on conflict (kind, subject) where state = 'open' and deleted_at is null do update
         set amount = excluded.amount, updated_at = now()
         where payment_problem.amount is distinct from excluded.amount
       returning id, xmax = 0 as is_new`,
      [generateEntityId(undefined, "payprob"), ...Object.values(problem), kind, subject, amount],
    )
    return opened?.is_new ? await this.retrievePaymentProblem(opened.id, {}, context) : undefined
  }

  private async firstAttempt(filters: Record<string, string>): Promise<PaymentAttempt | undefined> {
    const [row] = await this.listPaymentAttempts(filters, { take: 1, order: { id: "DESC" } })
    return row && asAttempt(row)
  }
}

/** The columns are checked by the database; only their types are narrowed here. */
const asAttempt = (row: unknown): PaymentAttempt => row as PaymentAttempt
