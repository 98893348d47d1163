import { model } from "@medusajs/framework/utils"

/** Money that needs a person. It is open until its cause goes away, or a person says what was done. */
export const PaymentProblem = model
  .define("payment_problem", {
    id: model.id({ prefix: "payprob" }).primaryKey(),
    kind: model.text(),
    /** A key: the same trouble has the same subject. The other columns tell what the problem is about. */
    subject: model.text(),
    state: model.enum(["open", "resolved"]).default("open"),
    provider_id: model.text(),
    attempt_id: model.text().nullable(),
    reference: model.text().searchable(),
    payment_collection_id: model.text().nullable(),
    order_id: model.text().nullable(),
    /** The payout that the problem is about. */
    payout_id: model.text().nullable(),
    /** Medusa's refund that is owed. */
    refund_id: model.text().nullable(),
    /** The gateway's number of the payment, where the problem is about another payment than the attempt's own. */
    gateway_id: model.text().nullable(),
    /** Decimal string in major units; null where nobody knows. */
    amount: model.text().nullable(),
    currency_code: model.text().nullable(),
    /** What happened and what to do, for the merchant. */
    message: model.text().nullable(),
    resolved_at: model.dateTime().nullable(),
    /** Id of a user or an API key; null when the cause went away. */
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
