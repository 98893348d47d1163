import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/**
 * Removes locks whose time is over. Medusa's PostgreSQL locking provider (2.21) writes an expiry and never reads it for
 * somebody else's lock, so a process that was killed would keep a cart and its payments locked for ever.
 */
export async function removeExpiredLocks(container: MedusaContainer): Promise<void> {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION) as unknown as Knex
  // The table is there only where that provider is, or once was, in use.
  if (await knex.schema.hasTable("locking")) {
    await knex("locking").where("expiration", "<", knex.fn.now()).delete()
  }
}
