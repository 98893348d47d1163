import { model } from "@medusajs/framework/utils"
import { OPERATION_STATES } from "../../../core/payment/operation-state"

/**
 * One capture, void or refund at a gateway. It is recorded with its key and its body before it is sent. Each try sends the
 * same bytes, so that the gateway does it once, whatever gets lost.
 */
export const PaymentOperation = model
  .define("payment_operation", {
    id: model.id({ prefix: "payop" }).primaryKey(),
    attempt_id: model.text(),
    kind: model.enum(["capture", "void", "refund"]),
    /** The key by which the gateway recognizes a repetition. */
    key: model.text(),
    /** Decimal string in major units. */
    amount: model.text(),
    currency_code: model.text(),
    /** What is sent, byte for byte. */
    body: model.text(),
    state: model.enum([...OPERATION_STATES]).default("asked"),
    /** The gateway's number of the operation. */
    gateway_id: model.text().nullable(),
    /** Medusa's capture or refund; null for a void. It changes when Medusa takes the first one back and asks anew. */
    subject_id: model.text().nullable(),
    /** Actor id; null where nobody asked. */
    requested_by: model.text().nullable(),
    /** How often it was sent or asked about. */
    tries: model.number().default(0),
    /** Why it failed, or why the last try told nothing. When the operation is done: why that is in doubt. */
    error: model.text().nullable(),
    /** Until when a process works on it. */
    leased_until: model.dateTime().nullable(),
    /** When it is tried again; null at its end. */
    next_try_at: model.dateTime().nullable(),
  })
  .indexes([
    { name: "IDX_payment_operation_key", on: ["key"], unique: true, where: "deleted_at IS NULL" },
    { name: "IDX_payment_operation_attempt", on: ["attempt_id"] },
  ])
