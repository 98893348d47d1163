import type Medusa from "@medusajs/js-sdk"

import { signIn } from "../seed"
import type { Shop } from "../support/shop"

interface OrderView {
  email: string
  currency_code: string
  payment_status: string
  payment_collections?: { payments?: { captures?: { raw_amount?: { value: string }; amount: number }[] }[] }[]
}

/** Whoever looks at the dashboard: everything is read from Medusa's admin API. */
export class Merchant {
  private constructor(private readonly sdk: Medusa) {}

  static async signIn(shop: Shop): Promise<Merchant> {
    return new Merchant(await signIn({ medusaUrl: shop.medusaUrl, ...shop.credentials }))
  }

  /**
   * The orders of one shopper in a few words, such as `1 order, captured, captures 1840.40 rub`.
   */
  async ordersOf(email: string): Promise<string> {
    const fields = "email,currency_code,payment_status,*payment_collections.payments.captures"
    const { orders } = (await this.sdk.admin.order.list({
      fields,
      limit: 200,
      order: "-created_at",
    })) as unknown as {
      orders: OrderView[]
    }
    const own = orders.filter((order) => order.email === email)
    if (own.length === 0) return "no order"
    return [own.length === 1 ? "1 order" : `${own.length} orders`, ...own.map(describe)].join(", ")
  }
}

function describe(order: OrderView): string {
  const payments = order.payment_collections?.flatMap((collection) => collection.payments ?? []) ?? []
  const captures = payments.flatMap((payment) => payment.captures ?? [])
  const amounts = captures.map((capture) => twoDecimals(capture.raw_amount?.value ?? String(capture.amount)))
  return `${order.payment_status}, captures ${[...amounts, order.currency_code].join(" ")}`
}

/** Medusa stores 1840.40 as 1840.4. Only zeros are added, so that a wrong sum stays visibly wrong. */
export function twoDecimals(amount: string): string {
  const [whole = "", fraction = ""] = amount.split(".")
  return `${whole}.${fraction.padEnd(2, "0")}`
}
