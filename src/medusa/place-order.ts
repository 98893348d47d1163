import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { completeCartWorkflow } from "@medusajs/medusa/core-flows"
import { deleteSession } from "./delete-session"
import { dismissDeadLinks } from "./order-links"

/** An open form of another provider is not paid after so long. */
const FORCED_AFTER_HOURS = 6

/**
 * Lets Medusa complete a cart by a payment that is captured already. Medusa completes a cart by its newest session, and
 * deletes the paid one when a completion failed: the paid session is put back as it was, and the others go.
 *
 * @throws Error with Medusa's reason when no order came of it
 */
export async function placeOrder(
  container: MedusaContainer,
  { cartId, paymentId, sessionId }: { cartId: string; paymentId: string; sessionId: string },
): Promise<void> {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION) as unknown as Knex
  await dismissDeadLinks(container, knex, cartId)
  await restoreSession(knex, paymentId)
  await deleteOtherSessions(container, knex, paymentId, sessionId)
  await completeCart(container, cartId)
}

/** @throws Error with Medusa's reason when no order came of it */
export async function completeCart(container: MedusaContainer, cartId: string): Promise<void> {
  const { errors } = await completeCartWorkflow(container).run({ input: { id: cartId }, throwOnError: false })
  const [failed] = errors
  if (failed) throw new Error(`Medusa did not complete ${cartId}: ${reasonOf(failed.error)}`)
}

/** With the id that the payment names: an authorized session with a payment is completed without asking the gateway. */
async function restoreSession(knex: Knex, paymentId: string): Promise<void> {
  await knex.raw(
    `insert into payment_session
       (id, currency_code, amount, raw_amount, provider_id, data, context, status, authorized_at, payment_collection_id)
     select payment_session_id, currency_code, amount, raw_amount, provider_id, coalesce(data, '{}'), '{}', 'authorized',
            created_at, payment_collection_id
     from payment where id = ? and deleted_at is null
     on conflict (id) do update set status = 'authorized', authorized_at = coalesce(payment_session.authorized_at, now())
       where payment_session.status not in ('authorized', 'captured')`,
    [paymentId],
  )
}

async function deleteOtherSessions(
  container: MedusaContainer,
  knex: Knex,
  paymentId: string,
  sessionId: string,
): Promise<void> {
  const others = await knex("payment_session as session")
    .join("payment as paid", "paid.payment_collection_id", "session.payment_collection_id")
    .where("paid.id", paymentId)
    .whereNot("session.id", sessionId)
    .whereNull("session.deleted_at")
    .whereNotExists(
      knex("payment").whereRaw("payment.payment_session_id = session.id").whereNull("deleted_at"),
    )
    .select(
      "session.id",
      "session.provider_id",
      knex.raw("paid.created_at < now() - ? * interval '1 hour' as is_forced", [FORCED_AFTER_HOURS]),
    )
  // A passing error of a provider is waited for: its form may be open still, and would be paid, too.
  for (const session of others) {
    await deleteSession(container, knex, session, { isForced: session.is_forced })
  }
}

const reasonOf = (error: unknown) => (error as Error | undefined)?.message ?? String(error)
