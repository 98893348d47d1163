import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { isRegistered } from "./configured-gateways"

/** A payment session of Medusa's, by its id and its provider's. */
interface SessionRow {
  id: string
  provider_id: string
}

/**
 * Deletes a payment session. Medusa asks its provider first, and cannot where that one is not registered any more: such a
 * session can be paid by nobody, and goes without it.
 *
 * @param isForced whether it goes, too, where its provider does not let it go
 * @throws Error of the provider
 */
export async function deleteSession(
  container: MedusaContainer,
  knex: Knex,
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
  await knex("payment_session").where({ id }).update({ deleted_at: knex.fn.now() })
  container
    .resolve(ContainerRegistrationKeys.LOGGER)
    .warn(`payment session deleted without its provider: provider_id=${provider_id} session_id=${id}`)
}
