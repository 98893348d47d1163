import { model } from "@medusajs/framework/utils"

/**
 * What runs by itself, in whichever process: when it ran last and when its next turn is. One row each: `sweep`,
 * `schedule` (Medusa's scheduled job), `watchdog`, what is done by account, and how many notifications of an account had a
 * wrong signature: since `last_run_at`, the last one at `next_run_at`.
 */
export const GatewayWatch = model.define("gateway_watch", {
  id: model.id({ prefix: "gwwatch" }).primaryKey(),
  last_run_at: model.dateTime(),
  /** Nobody takes its turn before. */
  next_run_at: model.dateTime().nullable(),
  /** Calls made in the minute that began at `last_run_at`, or failures in a row. */
  count: model.number().default(0),
  /** How far it has come, where it goes through a table from its oldest row. */
  position: model.dateTime().nullable(),
})
