/** src/lib/payment-gateways/server.ts: what only the server knows. */
export const SERVER = `import "server-only"

import { sdk } from "@lib/config"
import { getAuthHeaders } from "@lib/data/cookies"
import { HttpTypes } from "@medusajs/types"
import {
  createPaymentsClient,
  storeTransport,
  type PaymentMethod,
} from "medusa-payment-gateways/storefront"
import { cookies, headers } from "next/headers"

import { COOKIE, paymentUnderWay, store, type PaymentUnderWay } from "./under-way"

/** The store's payment routes, asked from this server: browsers need no access to Medusa. */
export const transport = storeTransport(store)

export const paymentsClient = async () =>
  createPaymentsClient({ transport, locale: await shopperLocale() })

/** The ways to pay by gateways in a region, in the shopper's language; null when they are not to be had. */
export const gatewayMethods = async (
  regionId: string
): Promise<PaymentMethod[] | null> => {
  const client = await paymentsClient()
  return client.methods(regionId).catch(() => null)
}

/** A provider of Medusa's, with what its gateway says of itself. */
export type OfferedProvider = { id: string; gateway?: PaymentMethod }

/** Tells Medusa's providers apart. A gateway that does not take the region's currency is left out. */
export const withGateways = async <P extends { id: string }>(
  providers: P[],
  regionId: string
): Promise<(P & OfferedProvider)[]> => {
  const methods = await gatewayMethods(regionId)
  if (!methods) return providers as (P & OfferedProvider)[]
  const offered = providers.map((provider) => ({
    ...provider,
    gateway: methods.find(({ provider_id }) => provider_id === provider.id),
  }))
  const isOurs = /^pp_(m2cerber|tegro|yookassa)_/
  return offered.filter(({ id, gateway }) => gateway || !isOurs.test(id))
}

/** "lax": a shopper whom the gateway sends back brings no stricter cookie along. */
export const rememberPayment = async (payment: PaymentUnderWay) => {
  const jar = await cookies()
  jar.set(COOKIE, JSON.stringify(payment), {
    maxAge: 60 * 60 * 24 * 7,
    httpOnly: true,
    sameSite: "lax",
    secure: process.env.NODE_ENV === "production",
  })
}

export const forgetPayment = async () => {
  const jar = await cookies()
  jar.set(COOKIE, "", { maxAge: -1 })
}

/** What the shopper has chosen in the shop, else what was spoken before leaving it, else what the browser likes best. */
export const shopperLocale = async (): Promise<string> => {
  const jar = await cookies()
  const accepted = (await headers()).get("accept-language") ?? ""
  const wishes = [
    jar.get("_medusa_locale")?.value,
    (await paymentUnderWay())?.locale,
    ...accepted.split(",").map((one) => one.split(";")[0].trim()),
  ]
  return wishes.find((one) => one && /^(az|en|ru)\\b[\\w-]*$/i.test(one)) ?? "en"
}

/** For calls to Medusa whose errors the shopper reads. */
export const shopperHeaders = async () => ({
  ...(await getAuthHeaders()),
  "accept-language": await shopperLocale(),
})

/** An order with its payment collections, as it is at this moment. */
export const orderToPay = async (
  id: string
): Promise<HttpTypes.StoreOrder | null> =>
  sdk.client
    .fetch<HttpTypes.StoreOrderResponse>("/store/orders/" + encodeURIComponent(id), {
      query: { fields: "id,region_id,currency_code,*payment_collections" },
      headers: await getAuthHeaders(),
      cache: "no-store",
    })
    .then(({ order }) => order)
    .catch(() => null)

/** Whether there is anything left to pay. */
export const isOpen = ({ status }: { status: string }) =>
  status === "not_paid" || status === "awaiting" || status === "failed"
`
