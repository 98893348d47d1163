import { model } from "@medusajs/framework/utils"

/**
 * The inbox: a notification as it came in, recorded before the gateway gets its 200. Repeated content is the same row. It
 * holds what the notification claimed, and no signature.
 */
export const GatewayNotification = model
  .define("gateway_notification", {
    id: model.id({ prefix: "gwnot" }).primaryKey(),
    provider_id: model.text(),
    /** Hash of the content. */
    fingerprint: model.text(),
    subject: model.enum(["payment", "payout"]),
    reference: model.text().searchable(),
    gateway_id: model.text().nullable(),
    claim: model.json(),
    /** `received` → `done`, or `failed` after the last try. */
    state: model.enum(["received", "done", "failed"]).default("received"),
    /** What settlement decided. */
    outcome: model.text().nullable(),
    error: model.text().nullable(),
    /** How often it was worked on. */
    tries: model.number().default(0),
    /** How often the same content came in. */
    deliveries: model.number().default(1),
    last_delivered_at: model.dateTime(),
    /** Until when a process works on it, or when it is tried again; null for neither. */
    leased_until: model.dateTime().nullable(),
  })
  .indexes([
    {
      name: "IDX_gateway_notification_content",
      on: ["provider_id", "fingerprint"],
      unique: true,
      where: "deleted_at IS NULL",
    },
    { name: "IDX_gateway_notification_gateway_id", on: ["gateway_id"] },
    {
      name: "IDX_gateway_notification_provider_received",
      on: ["provider_id", "created_at"],
      where: "state = 'received'",
    },
  ])
