import type { Context } from "@medusajs/framework/types"
import {
  generateEntityId,
  InjectManager,
  InjectTransactionManager,
  MedusaContext,
} from "@medusajs/framework/utils"
import { InboxBooks } from "./inbox-books"
import { manager, sql } from "./tables"
import type { LedgerAction, NewAction, PaymentProblem } from "./types"
import { marks } from "./where"

/** What people did about problems and payouts. That a problem is resolved once is decided by one statement. */
export class ProblemBooks extends InboxBooks {
  /** Writes down what a person does. */
  @InjectTransactionManager()
  async recordAction(
    { subject_id, action, actor_id, note = null }: NewAction,
    @MedusaContext() context: Context = {},
  ): Promise<void> {
    await sql(context).execute(
      `insert into gateway_action (id, subject_id, action, actor_id, note, created_at)
       values (?, ?, ?, ?, ?, clock_timestamp())`,
      [generateEntityId(undefined, "gwact"), subject_id, action, actor_id, note],
    )
  }

  /**
   * Resolves an open problem: by a person, whose action is written down with it, or because its cause went away.
   * Undefined when it is not open any more: of two people who resolve it at once, one succeeds.
   */
  @InjectTransactionManager()
  async closeProblem(
    id: string,
    by: { actor_id: string; action: string } | null,
    note: string,
    @MedusaContext() context: Context = {},
  ): Promise<PaymentProblem | undefined> {
    const [closed] = await sql(context).execute(
      `update payment_problem
       set state = 'resolved', resolved_at = now(), resolved_by = ?, note = ?, updated_at = now()
       where id = ? and state = 'open' and deleted_at is null
       returning id`,
      [by?.actor_id ?? null, note, id],
    )
    if (!closed) return undefined
    if (by) await this.recordAction({ subject_id: id, ...by, note }, context)
    return this.retrievePaymentProblem(id, {}, context)
  }

  /** All that was done about these problems or payouts, oldest first. */
  @InjectManager()
  async actionsOn(
    subjectIds: readonly string[],
    @MedusaContext() context: Context = {},
  ): Promise<LedgerAction[]> {
    const rows = await manager(context).execute(
      `select * from gateway_action where subject_id in (${marks(subjectIds)}) and deleted_at is null
       order by created_at, id limit 2000`,
      [...subjectIds],
    )
    return rows as LedgerAction[]
  }
}
