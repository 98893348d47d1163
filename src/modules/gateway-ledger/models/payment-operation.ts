import { model } from "@medusajs/framework/utils"
import { OPERATION_STATES } from "../../../core/payment/operation-state"

/**
 * One capture, void or refund at a gateway. Written before it is sent, with its key and its body: each try sends the
 * same, so that whatever gets lost, the gateway does it once.
 */
export const PaymentOperation = model
  .define("payment_operation", {
    id: model.id({ prefix: "payop" }).primaryKey(),
    attempt_id: model.text(),
    kind: model.enum(["capture", "void", "refund"]),
    /** By which the gateway tells a repetition. */
    key: model.text(),
    /** Decimal string in major units. */
    amount: model.text(),
    currency_code: model.text(),
    /** What is sent, byte for byte. */
    body: model.text(),
    state: model.enum([...OPERATION_STATES]).default("asked"),
    /** The gateway's own number of it. */
    gateway_id: model.text().nullable(),
    /** Medusa's capture or refund that it is for; null for a void. Another one when Medusa took the first back. */
    subject_id: model.text().nullable(),
    /** Actor id; null where nobody asked. */
    requested_by: model.text().nullable(),
    /** How often it was sent or asked about. */
    tries: model.number().default(0),
    /** Why it failed, or why the last try told nothing; of one that is done, what leaves a doubt. */
    error: model.text().nullable(),
    /** Nobody else takes it up before. */
    leased_until: model.dateTime().nullable(),
    /** When it is taken up again; null at its end. */
    next_try_at: model.dateTime().nullable(),
  })
  .indexes([
    { name: "IDX_payment_operation_key", on: ["key"], unique: true, where: "deleted_at IS NULL" },
    { name: "IDX_payment_operation_attempt", on: ["attempt_id"] },
  ])
