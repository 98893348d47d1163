import type { InferTypeOf } from "@medusajs/framework/types"
import type { Claim } from "../../../core"
import type { GatewayNotification as GatewayNotificationModel } from "../models/gateway-notification"

/** A row of the inbox with its JSON column typed. */
export type GatewayNotification = Omit<InferTypeOf<typeof GatewayNotificationModel>, "claim"> & {
  claim: Claim
}

/** A notification as it comes in, and the name ("bank") and account of the gateway to look its attempt or payout up by. */
export type NewNotification = Pick<
  GatewayNotification,
  "provider_id" | "fingerprint" | "subject" | "reference" | "gateway_id" | "claim"
> & { gateway: string; account?: string }

/** A notification that was recorded; `isDue` when it is not settled, and no process works on it. */
export interface ReceivedNotification {
  id: string
  isDue: boolean
}
