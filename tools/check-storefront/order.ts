import { twoDecimals } from "../../demo/check/merchant"
import { signIn } from "../../demo/seed"
import type { Shop } from "../../demo/support/shop"

interface OrderView {
  payment_status: string
  currency_code: string
  total: number
  summary: { paid_total: number; pending_difference: number }
}

/** How an order stands in Medusa: `captured, 1840.40 of 1840.40 RUB paid, 0.00 to pay`. */
export async function orderInWords(shop: Shop, orderId: string): Promise<string> {
  const sdk = await signIn({ medusaUrl: shop.medusaUrl, ...shop.credentials })
  const fields = "payment_status,currency_code,total,summary"
  const { order } = (await sdk.admin.order.retrieve(orderId, { fields })) as unknown as { order: OrderView }
  const { paid_total, pending_difference } = order.summary
  const [paid, total, left] = [paid_total, order.total, pending_difference].map((sum) =>
    twoDecimals(String(sum)),
  )
  return `${order.payment_status}, ${paid} of ${total} ${order.currency_code.toUpperCase()} paid, ${left} to pay`
}
