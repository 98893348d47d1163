import type { MedusaContainer } from "@medusajs/framework/types"
import { PaymentActions } from "@medusajs/framework/utils"
import { capturePaymentWorkflow, processPaymentWorkflow } from "@medusajs/medusa/core-flows"
import type { Money } from "../../core"
import { knexOf } from "../container"

/**
 * Lets Medusa authorize and capture a session, and complete its cart. Medusa asks the provider once more, which answers
 * from the same facts. Medusa's workflow is not composed as a sub-workflow: when a later step fails, captured money must
 * not be "compensated" by canceling the payment.
 *
 * @param part what of an authorized payment was captured, where that is not all of it
 */
export async function capture(
  container: MedusaContainer,
  session_id: string,
  part: Money | undefined,
): Promise<void> {
  const session = await knexOf(container)("payment_session")
    .where({ id: session_id })
    .whereNull("deleted_at")
    .first("raw_amount")
  if (!session) return captureAuthorized(container, session_id, part)
  const data = { session_id, amount: part?.amount ?? session.raw_amount }
  await processPaymentWorkflow(container).run({ input: { action: PaymentActions.SUCCESSFUL, data } })
}

/** Captures the payment of a session that Medusa has replaced by another one since it was authorized. */
async function captureAuthorized(
  container: MedusaContainer,
  session_id: string,
  part: Money | undefined,
): Promise<void> {
  const payment = await knexOf(container)("payment")
    .where({ payment_session_id: session_id })
    .whereNull("deleted_at")
    .first("id")
  if (!payment) throw new Error(`the payment session ${session_id} is gone`)
  await capturePaymentWorkflow(container).run({
    input: { payment_id: payment.id, ...(part && { amount: part.amount }) },
  })
}
