import { model } from "@medusajs/framework/utils"
import { PAYOUT_STATES } from "../../../core/payout/payout-state"

/**
 * One payout. It is recorded before it is sent, and is sent once: when `sending` did not become `sent`, the gateway is asked
 * about the reference, and nothing is sent again.
 */
export const Payout = model
  .define("gateway_payout", {
    id: model.id({ prefix: "payout" }).primaryKey(),
    provider_id: model.text(),
    reference: model.text().searchable(),
    gateway_id: model.text().nullable(),
    /** Shop or merchant at the gateway that it was sent from; null before, and in rows of 0.1.0. */
    gateway_account: model.text().nullable(),
    /** Where the money goes. */
    account: model.text(),
    payment_system: model.number().nullable(),
    /** Decimal string in major units. */
    amount: model.text(),
    currency_code: model.text(),
    state: model.enum([...PAYOUT_STATES]).default("draft"),
    /** Id of a user or an API key, as in `approved_by`. */
    requested_by: model.text(),
    /** Id of the admin behind `requested_by`: of an API key, the admin who made it. Null where nobody is known. */
    requested_person: model.text().nullable(),
    approved_by: model.text().nullable(),
    /** The attempt whose money it returns; null unless it is a refund. */
    attempt_id: model.text().nullable(),
    /** Medusa's refund that it pays. */
    refund_id: model.text().nullable(),
    note: model.text().nullable(),
    /** For one actor, the same key again is the same payout. */
    idempotency_key: model.text().nullable(),
    error: model.text().nullable(),
    /** When it was sent to the gateway. */
    sent_at: model.dateTime().nullable(),
    /** When the sweep sends it (approved) or asks about it (later); null for never. */
    next_check_at: model.dateTime().nullable(),
  })
  .indexes([
    {
      name: "IDX_gateway_payout_reference",
      on: ["provider_id", "reference"],
      unique: true,
      where: "deleted_at IS NULL",
    },
    {
      name: "IDX_gateway_payout_refund",
      on: ["refund_id"],
      unique: true,
      where: "refund_id IS NOT NULL AND deleted_at IS NULL",
    },
    {
      name: "IDX_gateway_payout_key",
      on: ["requested_by", "idempotency_key"],
      unique: true,
      where: "idempotency_key IS NOT NULL AND deleted_at IS NULL",
    },
    { name: "IDX_gateway_payout_attempt", on: ["attempt_id"] },
    {
      name: "IDX_gateway_payout_provider_due",
      on: ["provider_id", "next_check_at"],
      where: "next_check_at IS NOT NULL",
    },
  ])
