import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { isRegistered } from "../configured-gateways"
import { knexOf } from "../container"

/** A payment session of Medusa's, by its id and its provider's. */
interface SessionRow {
  id: string
  provider_id: string
}

/**
 * Deletes a payment session. Medusa asks its provider first, and fails where the provider is not registered any more.
 * Nobody can pay such a session, so it is deleted without the provider.
 *
 * @param isForced whether the session is deleted even if its provider refuses
 * @throws Error of the provider
 */
export async function deleteSession(
  container: MedusaContainer,
  { id, provider_id }: SessionRow,
  { isForced = false } = {},
): Promise<void> {
  try {
    if (isRegistered(container, provider_id)) {
      await container.resolve(Modules.PAYMENT).deletePaymentSession(id)
      return
    }
  } catch (error) {
    if (!isForced) throw error
  }
  const knex = knexOf(container)
  await knex("payment_session").where({ id }).update({ deleted_at: knex.fn.now() })
  container
    .resolve(ContainerRegistrationKeys.LOGGER)
    .warn(`payment session deleted without its provider: provider_id=${provider_id} session_id=${id}`)
}
