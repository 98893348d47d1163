import type { InferTypeOf } from "@medusajs/framework/types"
import type { Claim } from "../../../core"
import type { GatewayNotification as GatewayNotificationModel } from "../models/gateway-notification"

/** A row of the inbox with its JSON column typed. */
export type GatewayNotification = Omit<InferTypeOf<typeof GatewayNotificationModel>, "claim"> & {
  claim: Claim
}

/** What is written down of a notification when it comes in, and the gateway's name ("bank") and account to look it up by. */
export type NewNotification = Pick<
  GatewayNotification,
  "provider_id" | "fingerprint" | "subject" | "reference" | "gateway_id" | "claim"
> & { gateway: string; account?: string }

/** A notification that is written down; `isDue` when nobody has settled it or is at work on it. */
export interface ReceivedNotification {
  id: string
  isDue: boolean
}
