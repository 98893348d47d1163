import { model } from "@medusajs/framework/utils"

/** When something that runs by itself ran last, in whichever process: one row, `sweep`. */
export const GatewayWatch = model.define("gateway_watch", {
  id: model.id({ prefix: "gwwatch" }).primaryKey(),
  last_run_at: model.dateTime(),
})
