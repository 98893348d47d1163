import { model } from "@medusajs/framework/utils"

/** What an account held in one currency at one time, as decimal strings in major units. */
export const BalanceSnapshot = model
  .define("balance_snapshot", {
    id: model.id({ prefix: "gwbal" }).primaryKey(),
    provider_id: model.text(),
    currency_code: model.text(),
    available: model.text(),
    pending: model.text().nullable(),
    canceled: model.text().nullable(),
    taken_at: model.dateTime(),
  })
  .indexes([{ name: "IDX_balance_snapshot_taken", on: ["provider_id", "taken_at"] }])
