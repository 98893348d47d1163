import type { NotificationFields } from "../notifier/encode"
import type { Draft } from "../notifier/record"
import { apiPayment, type YookassaPayment } from "./payment"
import { apiRefund, type YookassaRefund } from "./refund"
import type { YookassaShop } from "./shop"
import type { YookassaEvent } from "./types"

/** The notification about a payment's present status; null where the shop wants none. */
export function paymentNotification(payment: YookassaPayment, url: string): Draft | null {
  if (payment.status === "pending") return null
  return draft(payment.shop, `payment.${payment.status}`, payment.id, apiPayment(payment, url))
}

/** Only a refund that has succeeded is notified of: documented. */
export function refundNotification(refund: YookassaRefund): Draft | null {
  return draft(refund.payment.shop, "refund.succeeded", refund.payment.id, apiRefund(refund))
}

/** Unsigned, with the whole object as it is at this moment. */
function draft(
  { settings }: YookassaShop,
  event: YookassaEvent,
  subject: string,
  object: Record<string, unknown>,
): Draft | null {
  if (!settings.events.includes(event)) return null
  const fields = { type: "notification", event, object } as NotificationFields
  return { gateway: "yookassa", event, subject, url: settings.notifyUrl, fields, seal: null }
}
