import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { PaymentActions } from "@medusajs/framework/utils"
import { capturePaymentWorkflow, processPaymentWorkflow } from "@medusajs/medusa/core-flows"
import type { Money } from "../core"

/**
 * Lets Medusa authorize and capture a session, and complete its cart. Medusa asks the provider once more, which answers
 * from the same facts. Not composed as a sub-workflow: money that was captured must not be "compensated" by canceling the
 * payment when a later step fails.
 *
 * @param part what of an authorized payment was captured, where that is not all of it
 */
export async function capture(
  container: MedusaContainer,
  knex: Knex,
  session_id: string,
  part: Money | undefined,
): Promise<void> {
  const session = await knex("payment_session")
    .where({ id: session_id })
    .whereNull("deleted_at")
    .first("raw_amount")
  if (!session) return captureAuthorized(container, knex, session_id, part)
  const data = { session_id, amount: part?.amount ?? session.raw_amount }
  await processPaymentWorkflow(container).run({ input: { action: PaymentActions.SUCCESSFUL, data } })
}

/** Another session may have taken the place of one that was authorized; its payment stands, and is captured itself. */
async function captureAuthorized(
  container: MedusaContainer,
  knex: Knex,
  session_id: string,
  part: Money | undefined,
): Promise<void> {
  const payment = await knex("payment")
    .where({ payment_session_id: session_id })
    .whereNull("deleted_at")
    .first("id")
  if (!payment) throw new Error(`the payment session ${session_id} is gone`)
  await capturePaymentWorkflow(container).run({
    input: { payment_id: payment.id, ...(part && { amount: part.amount }) },
  })
}
