import type Medusa from "@medusajs/js-sdk"

import { signIn } from "../seed"
import type { Shop } from "../support/shop"

interface PaymentView {
  id: string
  captures?: { raw_amount?: { value: string }; amount: number }[]
}

interface OrderView {
  email: string
  currency_code: string
  payment_status: string
  payment_collections?: { payments?: PaymentView[] }[]
}

/** Whoever works with the dashboard, over Medusa's admin API. */
export class Merchant {
  constructor(private readonly sdk: Medusa) {}

  static async signIn(shop: Shop): Promise<Merchant> {
    return new Merchant(await signIn({ medusaUrl: shop.medusaUrl, ...shop.credentials }))
  }

  /**
   * The orders of one shopper in a few words, such as `1 order, captured, captures 1840.40 rub`.
   */
  async ordersOf(email: string): Promise<string> {
    const own = await this.ordersBy(email)
    if (own.length === 0) return "no order"
    return [own.length === 1 ? "1 order" : `${own.length} orders`, ...own.map(describe)].join(", ")
  }

  /** Captures what is held for a shopper's orders, or a part of it, as the order's page does. */
  async capture(email: string, amount?: number): Promise<void> {
    for (const id of await this.paymentsBy(email))
      await this.post(`/admin/payments/${id}/capture`, { amount })
  }

  /** Returns a part of what a shopper has paid. */
  async refund(email: string, amount: number): Promise<void> {
    for (const id of await this.paymentsBy(email)) await this.post(`/admin/payments/${id}/refund`, { amount })
  }

  private async paymentsBy(email: string): Promise<string[]> {
    return paymentsOf(await this.ordersBy(email)).map(({ id }) => id)
  }

  private async ordersBy(email: string): Promise<OrderView[]> {
    const fields = "email,currency_code,payment_status,*payment_collections.payments.captures"
    const query = { fields, limit: 200, order: "-created_at" }
    const { orders } = (await this.sdk.admin.order.list(query)) as unknown as { orders: OrderView[] }
    return orders.filter((order) => order.email === email)
  }

  private post(path: string, body: object = {}): Promise<unknown> {
    return this.sdk.client.fetch(path, { method: "POST", body })
  }
}

const paymentsOf = (orders: OrderView[]) =>
  orders.flatMap(({ payment_collections = [] }) =>
    payment_collections.flatMap(({ payments = [] }) => payments),
  )

function describe(order: OrderView): string {
  const captures = paymentsOf([order]).flatMap((payment) => payment.captures ?? [])
  if (captures.length === 0) return `${order.payment_status}, nothing captured`
  const amounts = captures.map((capture) => twoDecimals(capture.raw_amount?.value ?? String(capture.amount)))
  return `${order.payment_status}, captures ${[...amounts, order.currency_code].join(" ")}`
}

/** Medusa stores 1840.40 as 1840.4. Only zeros are added, so that a wrong sum stays visibly wrong. */
export function twoDecimals(amount: string): string {
  const [whole = "", fraction = ""] = amount.split(".")
  return `${whole}.${fraction.padEnd(2, "0")}`
}
