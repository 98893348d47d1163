import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { refundFits } from "../rules/refund-limit"
import type { PaymentAttempt, PaymentProblem, Payout } from "../types"

/** Whether another refund of an attempt is at most what is left of it. Callers hold the attempt's lock. */
export async function hasRoomForRefund(trx: Knex, attemptId: string, amount: string): Promise<boolean> {
  const attempt = await trx<PaymentAttempt, PaymentAttempt[]>("payment_attempt")
    .where({ id: attemptId })
    .first()
  const ofAttempt = { attempt_id: attemptId, deleted_at: null }
  const payouts = await trx<Payout, Payout[]>("gateway_payout").where(ofAttempt)
  const owed = await trx<PaymentProblem, PaymentProblem[]>("payment_problem")
    .where({ ...ofAttempt, kind: "refund_owed" })
    .whereNotNull("refund_id")
  return attempt !== undefined && refundFits(attempt, amount, payouts, owed)
}
