import { model } from "@medusajs/framework/utils"
import { PAYMENT_STATUSES } from "../../../core/payment/payment-status"

/**
 * One payment asked of a gateway. It is recorded before the gateway is called, and outlives the payment session, which Medusa
 * deletes for good whenever the cart changes. Amounts are exact decimal strings in major units.
 */
export const PaymentAttempt = model
  .define("payment_attempt", {
    id: model.id({ prefix: "payatt" }).primaryKey(),
    /** "bank" */
    gateway: model.text(),
    /** "pp_bank_main" */
    provider_id: model.text(),
    /** Shop or merchant at the gateway; null in rows of 0.1.0. */
    account: model.text().nullable(),
    /** Our reference, by which the gateway knows the payment. */
    reference: model.text().searchable(),
    gateway_id: model.text().searchable().nullable(),
    session_id: model.text(),
    payment_collection_id: model.text(),
    amount: model.text(),
    /** Upper case. */
    currency_code: model.text(),
    status: model.enum([...PAYMENT_STATUSES]).default("created"),
    received: model.text().nullable(),
    /** The payer's account, where the gateway asks for it: refunds by payout go there. */
    payer_account: model.text().nullable(),
    fee: model.text().nullable(),
    test: model.boolean().default(false),
    /** What authenticated notifications claimed. */
    claims: model.json(),
    /** What the gateway's API showed last, by the gateway's number of the payment, or by "" where it told none. */
    observations: model.json().default({}),
    /** The gateway's own status codes that were seen so far. */
    codes: model.json().default([] as never),
    /** What people said about its money: it was returned, or its problem is solved in another way. */
    words: model.json().default([] as never),
    /** What the shopper is to do next. */
    next_action: model.json().nullable(),
    /** Why the money waits for a person, if it does. */
    held_for: model.text().nullable(),
    /** When the gateway's answer was found to be enough to capture. */
    cleared_at: model.dateTime().nullable(),
    /** When another session took this one's place. */
    superseded_at: model.dateTime().nullable(),
    /** When Medusa asked to cancel it although it was paid or held. */
    cancel_requested_at: model.dateTime().nullable(),
    /** When a notification first said that it is paid. */
    claimed_at: model.dateTime().nullable(),
    /** When the gateway was asked last. */
    last_observed_at: model.dateTime().nullable(),
    /** When the gateway answered last. */
    answered_at: model.dateTime().nullable(),
    /** When an unsigned notification last named it, which is a reason to ask the gateway whatever else is known. */
    named_at: model.dateTime().nullable(),
    /** When a settlement last found nothing more to do. */
    settled_at: model.dateTime().nullable(),
    /** When the gateway was last told what the shopper did ("I have sent it", "I will not pay"). */
    shopper_heard_at: model.dateTime().nullable(),
    /** When it is looked at next; null for never. */
    next_check_at: model.dateTime().nullable(),
  })
  .indexes([
    {
      name: "IDX_payment_attempt_reference",
      on: ["gateway", "reference"],
      unique: true,
      where: "deleted_at IS NULL",
    },
    { name: "IDX_payment_attempt_session", on: ["session_id"] },
    { name: "IDX_payment_attempt_collection", on: ["payment_collection_id"] },
    { name: "IDX_payment_attempt_gateway_id", on: ["gateway_id"] },
    {
      name: "IDX_payment_attempt_provider_due",
      on: ["provider_id", "next_check_at"],
      where: "next_check_at IS NOT NULL",
    },
  ])
