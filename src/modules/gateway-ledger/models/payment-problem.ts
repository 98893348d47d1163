import { model } from "@medusajs/framework/utils"

/** Money that needs a person. Open until its cause goes away or a person says what was done. */
export const PaymentProblem = model
  .define("payment_problem", {
    id: model.id({ prefix: "payprob" }).primaryKey(),
    kind: model.text(),
    /** The same trouble has the same subject. Nobody reads anything out of it: columns tell what a problem is about. */
    subject: model.text(),
    state: model.enum(["open", "resolved"]).default("open"),
    provider_id: model.text(),
    attempt_id: model.text().nullable(),
    reference: model.text().searchable(),
    payment_collection_id: model.text().nullable(),
    order_id: model.text().nullable(),
    /** The payout that it is about. */
    payout_id: model.text().nullable(),
    /** Medusa's refund that is owed. */
    refund_id: model.text().nullable(),
    /** The gateway's number of the payment, where it is not the attempt's own. */
    gateway_id: model.text().nullable(),
    /** Decimal string in major units; null where nobody knows. */
    amount: model.text().nullable(),
    currency_code: model.text().nullable(),
    /** What happened and what to do, in words for the merchant. */
    message: model.text().nullable(),
    resolved_at: model.dateTime().nullable(),
    /** A user's id, or null when it cleared itself. */
    resolved_by: model.text().nullable(),
    note: model.text().nullable(),
  })
  .indexes([
    {
      name: "IDX_payment_problem_open",
      on: ["kind", "subject"],
      unique: true,
      where: "state = 'open' AND deleted_at IS NULL",
    },
    { name: "IDX_payment_problem_order", on: ["order_id"] },
    { name: "IDX_payment_problem_attempt", on: ["attempt_id"] },
  ])
