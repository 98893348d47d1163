import { formatUnits } from "../money"
import type { NotificationPolicy } from "../notifier/policy"
import type { Draft } from "../notifier/record"
import { DEFAULT_PAYMENT_SYSTEM, reportedAmount, type TegroOrder } from "./order"
import { md5Sign } from "./signature"
import { TEGRO_STATUS } from "./types"

/** The notification about an order's present status. */
export function orderNotification(order: TegroOrder, policy: NotificationPolicy): Draft {
  const fields = notificationFields(order, policy)
  return {
    gateway: "tegro",
    event: order.status === TEGRO_STATUS.paid ? "paid" : "status",
    subject: String(order.id),
    url: order.notifyUrl || order.shop.notifyUrl,
    fields,
    // Every field but `sign` takes part: docs, "Notification of payment".
    seal: { place: "field", name: "sign", value: md5Sign(fields, order.shop.fixture.secretKey) },
  }
}

function notificationFields(order: TegroOrder, policy: NotificationPolicy): Record<string, string> {
  const documented = {
    shop_id: order.shop.fixture.publicKey,
    amount: amountText(order, policy),
    order_id: order.reference,
    payment_system: String(order.paymentSystem ?? DEFAULT_PAYMENT_SYSTEM),
    currency: order.currency,
    ...(order.test ? { test: "1" } : {}),
  }
  if (policy.fields === "docs") return documented
  // Not documented, but the vendor's own bots and shop modules read both.
  return { ...documented, status: String(order.status), id: String(order.id) }
}

/** "plain" keeps the merchant's own spelling as long as that sum came. */
function amountText(order: TegroOrder, policy: NotificationPolicy): string {
  const amount = reportedAmount(order)
  const asWritten = policy.amountFormat === "plain" && amount === order.asked
  return asWritten ? order.amountText : formatUnits(amount, policy.amountFormat)
}
