import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { completeCartWorkflow } from "@medusajs/medusa/core-flows"
import type { MedusaPort } from "../../settlement/dependencies"
import { knexOf } from "../container"
import { deleteSession } from "./delete-session"
import { dismissDeadLinks } from "./order-links"

/** Nobody pays an open form of another provider after so long. */
const FORCED_AFTER_HOURS = 6

/**
 * Lets Medusa complete a cart by a payment that is captured already. Medusa completes a cart by its newest session, and
 * deletes the paid session when a completion fails. So the paid session is restored, and the others are deleted.
 *
 * @throws Error with Medusa's reason when no order came of it
 */
export async function placeOrder(
  container: MedusaContainer,
  { cartId, paymentId, sessionId }: Parameters<MedusaPort["placeOrder"]>[0],
): Promise<void> {
  await dismissDeadLinks(container, cartId)
  await restoreSession(knexOf(container), paymentId)
  await deleteOtherSessions(container, paymentId, sessionId)
  await completeCart(container, cartId)
}

/** @throws Error with Medusa's reason when no order came of it */
export async function completeCart(container: MedusaContainer, cartId: string): Promise<void> {
  const { errors } = await completeCartWorkflow(container).run({ input: { id: cartId }, throwOnError: false })
  const [failed] = errors
  if (!failed) return
  const reason = (failed.error as Error | undefined)?.message ?? String(failed.error)
  throw new Error(`Medusa did not complete ${cartId}: ${reason}`)
}

/** Restores the session of a payment, with its id and as authorized: Medusa then does not ask the gateway. */
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
  paymentId: string,
  sessionId: string,
): Promise<void> {
  const knex = knexOf(container)
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
  // While a form of another provider may still be open and be paid, its session is deleted only if the provider agrees.
  for (const session of others) {
    await deleteSession(container, session, { isForced: session.is_forced })
  }
}
