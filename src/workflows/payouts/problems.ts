import type { MedusaContainer } from "@medusajs/framework/types"
import type { Payout } from "../../modules/gateway-ledger"
import { announceOpened, announceResolved } from "../../settlement"
import { lookAtAttempt } from "../look-at-attempt"
import { ledgerOf } from "../services"
import { settlementDependencies } from "../settlement"

/** A person must find out whether the payout left. */
export async function reportUnclear(container: MedusaContainer, payout: Payout): Promise<void> {
  const { id, provider_id, reference, amount, currency_code } = payout
  const opened = await ledgerOf(container).openProblem({
    kind: "payout_unclear",
    subject: id,
    provider_id,
    attempt_id: null,
    reference,
    payment_collection_id: null,
    order_id: null,
    payout_id: id,
    amount,
    currency_code,
  })
  if (opened) await announceOpened(settlementDependencies(container), opened)
}

/** The payout of a refund has ended: whether its money is still owed is found by a look at the payment. */
export async function lookAtRefunded(
  container: MedusaContainer,
  { attempt_id, refund_id }: Payout,
): Promise<void> {
  if (attempt_id && refund_id) await lookAtAttempt(container, attempt_id)
}

/** What was unclear is not any more. */
export async function clearUnclear(container: MedusaContainer, { id, state }: Payout): Promise<void> {
  const ledger = ledgerOf(container)
  const open = await ledger.listPaymentProblems({ payout_id: id, state: "open" })
  for (const problem of open) {
    const closed = await ledger.problems.close(problem.id, null, `The payout is ${state}.`)
    if (closed) await announceResolved(settlementDependencies(container), closed)
  }
}
