/** src/lib/payment-gateways/under-way.ts: the payment that the shopper has left the shop for. */
export const UNDER_WAY = `import "server-only"

import { cookies } from "next/headers"
import { cache } from "react"

export const COOKIE = "_medusa_payment"

/** Where Medusa answers this server. */
export const store = {
  baseUrl: process.env.{{backendUrl}} || "http://localhost:9000",
  publishableKey: process.env.NEXT_PUBLIC_MEDUSA_PUBLISHABLE_KEY || "",
}

/** A payment that the shopper has left the shop for. */
export type PaymentUnderWay = {
  /** The payment session. */
  session: string
  /** Of the paths the shopper walks on: /ru/... */
  country: string
  locale: string
  /** The cart that becomes an order when the money is there. */
  cart?: string
}

export const paymentUnderWay = async (): Promise<PaymentUnderWay | null> => {
  const jar = await cookies()
  try {
    const payment = JSON.parse(jar.get(COOKIE)?.value ?? "null")
    return payment && /^[a-z]{2}$/.test(payment.country) ? payment : null
  } catch {
    return null
  }
}

/**
 * The cart's id while it can still be bought. A gateway's notification makes an order of a paid cart, also where the
 * shopper never comes back, and the cookie does not hear of it.
 */
export const openCartId = async (id: string | undefined) =>
  id && (await paymentUnderWay())?.cart === id && (await isCompleted(id)) ? undefined : id

const isCompleted = cache(async (id: string): Promise<boolean> => {
  const answer = await fetch(
    store.baseUrl + "/store/carts/" + encodeURIComponent(id) + "?fields=id,completed_at",
    {
      headers: { "x-publishable-api-key": store.publishableKey },
      cache: "no-store",
    }
  )
    .then((response) => response.json())
    .catch(() => null)
  return Boolean(answer?.cart?.completed_at)
})
`
