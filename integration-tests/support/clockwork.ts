import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { GATEWAY_LEDGER, type GatewayLedgerService } from "../../src/modules/gateway-ledger"

const knexOf = (container: MedusaContainer) =>
  container.resolve(ContainerRegistrationKeys.PG_CONNECTION) as unknown as Knex

/** Everything that waits for its time is due now, as if the time had passed. */
export async function makeDue(container: MedusaContainer): Promise<void> {
  const knex = knexOf(container)
  const past = knex.raw("now() - interval '1 second'")
  await knex("gateway_account").update({ next_read_at: past, next_recent_at: past, next_old_at: past })
  await knex("gateway_statement").whereNotNull("due_at").update({ due_at: past })
  for (const table of ["payment_attempt", "gateway_payout"]) {
    await knex(table).whereNotNull("next_check_at").update({ next_check_at: past })
  }
  await knex("payment_operation")
    .whereNotNull("next_try_at")
    .update({ next_try_at: past, leased_until: null })
  await knex("gateway_notification").whereNotNull("leased_until").update({ leased_until: past })
}

/** A shopper's tabs may ask and say something again, as if five seconds had passed. */
export const mayAskAgain = (container: MedusaContainer) => setLastAsked(container, "-6 seconds")

/** A shopper's tabs may not ask and say anything yet, however slow the machine: the five seconds do not pass. */
export const mayNotAskYet = (container: MedusaContainer) => setLastAsked(container, "1 hour")

async function setLastAsked(container: MedusaContainer, fromNow: string): Promise<void> {
  const knex = knexOf(container)
  const then = knex.raw("now() + ?::interval", [fromNow])
  for (const column of ["last_observed_at", "shopper_heard_at"]) {
    await knex("payment_attempt")
      .whereNotNull(column)
      .update({ [column]: then })
  }
}

/** All attempts, all of Medusa's orders and what changes them are older than they are. */
export async function age(container: MedusaContainer, hours: number): Promise<void> {
  const knex = knexOf(container)
  for (const table of ["payment_attempt", "order", "order_change"]) {
    await knex(table).update({ created_at: knex.raw("created_at - ? * interval '1 hour'", [hours]) })
  }
}

/** The inbox, oldest first. */
export async function inbox(container: MedusaContainer) {
  return container
    .resolve<GatewayLedgerService>(GATEWAY_LEDGER)
    .listGatewayNotifications({}, { order: { created_at: "ASC" } })
}

/** Does something while the database refuses to take notifications in. */
export async function withoutInbox(container: MedusaContainer, work: () => Promise<void>): Promise<void> {
  const knex = knexOf(container)
  await knex.schema.renameTable("gateway_notification", "gateway_notification_away")
  try {
    await work()
  } finally {
    await knex.schema.renameTable("gateway_notification_away", "gateway_notification")
  }
}
