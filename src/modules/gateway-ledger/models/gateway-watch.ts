import { model } from "@medusajs/framework/utils"

/**
 * When recurring work ran last, in any process, and when its next turn is. There is a row each for `sweep`, `schedule`
 * (Medusa's scheduled job), `watchdog`, and the work of each account. Another row of an account counts its notifications
 * with a wrong signature: the first came at `last_run_at`, the last at `next_run_at`.
 */
export const GatewayWatch = model.define("gateway_watch", {
  id: model.id({ prefix: "gwwatch" }).primaryKey(),
  last_run_at: model.dateTime(),
  /** When the next turn may be taken. */
  next_run_at: model.dateTime().nullable(),
  /** Calls made in the minute that began at `last_run_at`, or failures in a row. */
  count: model.number().default(0),
  /** Where the next batch begins, of work that goes through a table from its oldest row. */
  position: model.dateTime().nullable(),
})
