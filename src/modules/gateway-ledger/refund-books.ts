import type { Context } from "@medusajs/framework/types"
import { InjectTransactionManager, MedusaContext } from "@medusajs/framework/utils"
import { asPayout, PayoutBooks } from "./payout-books"
import { sql } from "./tables"
import type { NewPayout, NewProblem, PaymentProblem, Payout } from "./types"

/**
 * Refunds in the ledger: each is a payout or a problem, and the same one again is the same row. All refunds of an
 * attempt together never exceed what was captured; Medusa itself lets them go a cent beyond.
 */
export class RefundBooks extends PayoutBooks {
  /** The payout of a refund; undefined when that is more than is left. */
  @InjectTransactionManager()
  async openRefundPayout(
    payout: NewPayout & { attempt_id: string; refund_id: string },
    @MedusaContext() context: Context = {},
  ): Promise<Payout | undefined> {
    const { attempt_id, refund_id, amount } = payout
    await this.lockAttempt(attempt_id, context)
    const [same] = await this.listPayouts({ refund_id }, { take: 1 }, context)
    if (same) return asPayout(same)
    return (await this.fits(attempt_id, amount, context))
      ? asPayout(await this.createPayouts(payout, context))
      : undefined
  }

  /** A refund that a person must carry out; undefined when that is more than is left. */
  @InjectTransactionManager()
  async openRefundOwed(
    problem: NewProblem & { attempt_id: string; amount: string },
    @MedusaContext() context: Context = {},
  ): Promise<{ problem: PaymentProblem; isNew: boolean } | undefined> {
    const { attempt_id, amount, kind, subject } = problem
    await this.lockAttempt(attempt_id, context)
    const [same] = await this.listPaymentProblems({ kind, subject }, { take: 1 }, context)
    if (same) return { problem: same, isNew: false }
    return (await this.fits(attempt_id, amount, context))
      ? { problem: await this.createPaymentProblems(problem, context), isNew: true }
      : undefined
  }

  /** Two refunds at once must not both find the same money left. */
  private async lockAttempt(id: string, context: Context): Promise<void> {
    await sql(context).execute("select 1 from payment_attempt where id = ? for update", [id])
  }

  /** A refund whose payout did not come about is counted as owed, by its problem. */
  private async fits(attemptId: string, amount: string, context: Context): Promise<boolean> {
    const [row]: [{ fits: boolean }] = await sql(context).execute(
      `select ?::numeric
         + coalesce((select sum(amount::numeric) from gateway_payout
                     where attempt_id = ? and state not in ('canceled', 'declined') and deleted_at is null), 0)
         + coalesce((select sum(amount::numeric) from payment_problem
                     where attempt_id = ? and kind = 'refund_owed' and subject like ? and deleted_at is null), 0)
         <= (select amount::numeric from payment_attempt where id = ?) as fits`,
      [amount, attemptId, attemptId, `${attemptId}:%`, attemptId],
    )
    return row.fits
  }
}
