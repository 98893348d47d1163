import { model } from "@medusajs/framework/utils"

/** What a person did about a problem or a payout, and when. Written once, never changed. */
export const LedgerAction = model
  .define("gateway_action", {
    id: model.id({ prefix: "gwact" }).primaryKey(),
    /** Id of the problem or the payout. */
    subject_id: model.text(),
    /** "check", "resolve", "approve" and so on. */
    action: model.text(),
    /** Id of a user or an API key. */
    actor_id: model.text(),
    note: model.text().nullable(),
  })
  .indexes([{ name: "IDX_gateway_action_subject", on: ["subject_id"] }])
