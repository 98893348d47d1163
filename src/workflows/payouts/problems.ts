import type { MedusaContainer } from "@medusajs/framework/types"
import { problemMessage, refundSubject, type Problem } from "../../core"
import type { Payout } from "../../modules/gateway-ledger"
import { clearProblem, openProblem } from "../problems"
import { ledgerOf } from "../services"

/** A person must find out whether the payout left. */
export function reportUnclear(container: MedusaContainer, payout: Payout): Promise<void> {
  return report(container, payout, "payout_unclear", payout.id, null)
}

/** The payout of a refund did not come about: Medusa shows money as returned that was not. */
export async function reportStillOwed(container: MedusaContainer, payout: Payout): Promise<void> {
  const { attempt_id, refund_id } = payout
  if (attempt_id && refund_id) {
    await report(container, payout, "refund_owed", refundSubject(attempt_id, refund_id), attempt_id)
  }
}

/** What was unclear, or owed, is not any more. */
export async function clearProblems(container: MedusaContainer, payout: Payout): Promise<void> {
  const { id, attempt_id, refund_id, state } = payout
  const isReturned = state === "paid" && attempt_id && refund_id
  const subject = isReturned ? [id, refundSubject(attempt_id, refund_id)] : [id]
  const open = await ledgerOf(container).listPaymentProblems({ subject, state: "open" })
  for (const problem of open) {
    await clearProblem(container, problem, `The payout is ${state}.`)
  }
}

/** Not tied to the attempt where a look at the payout, and not at the payment, decides when it is over. */
async function report(
  container: MedusaContainer,
  payout: Payout,
  kind: Problem,
  subject: string,
  attemptId: string | null,
): Promise<void> {
  const attempt = attemptId ? await ledgerOf(container).getAttempt(attemptId) : undefined
  await openProblem(container, {
    kind,
    subject,
    provider_id: payout.provider_id,
    attempt_id: attemptId,
    reference: attempt?.reference ?? payout.reference,
    payment_collection_id: attempt?.payment_collection_id ?? null,
    order_id: null,
    amount: payout.amount,
    currency_code: payout.currency_code,
    message: problemMessage(kind),
  })
}
