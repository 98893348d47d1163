/** src/lib/data/payment-gateways.ts: the server actions. */
export const ACTIONS = `"use server"

import { sdk } from "@lib/config"
import { getCacheTag, getCartId, removeCartId } from "@lib/data/cookies"
import {
  forgetPayment,
  gatewayMethods,
  isOpen,
  orderToPay,
  paymentsClient,
  rememberPayment,
  shopperHeaders,
  shopperLocale,
  transport,
} from "@lib/payment-gateways/server"
import { isGatewaySession } from "@lib/payment-gateways/sessions"
import { paymentUnderWay } from "@lib/payment-gateways/under-way"
import { HttpTypes } from "@medusajs/types"
import type {
  ShopperAction,
  StoreAnswer,
  StoreRequest,
} from "medusa-payment-gateways/storefront"
import { revalidateTag } from "next/cache"

/*
 * Errors are values here: what a server action throws is hidden from browsers in production. An empty error stands for
 * one that shoppers cannot do anything about.
 */

type Choice = { provider_id: string; data: Record<string, string> }

/** Where the shopper goes on: the gateway's page, or the page in this shop. */
type Started = { error: string } | { error?: undefined; next: ShopperAction | null; path: string }

/** Asks the store about payments, for components in the browser. */
export async function askStore(request: StoreRequest): Promise<StoreAnswer> {
  return transport(request)
}

/**
 * The payment step: opens a payment session, anew whatever was opened before, and remembers it for the shopper's return.
 */
export async function openPayment(
  choice: Choice & { countryCode: string }
): Promise<{ error?: string }> {
  return valueOf(async () => {
    const { countryCode, ...body } = choice
    const cart = await cartToPay()
    if (!cart) return { error: "" }
    const headers = await shopperHeaders()
    const { payment_collection } = await sdk.store.payment.initiatePaymentSession(cart, body, {}, headers)
    const session = payment_collection.payment_sessions?.find(isGatewaySession)
    if (!session) return { error: "" }
    await rememberPayment({
      session: session.id,
      country: countryCode,
      locale: await shopperLocale(),
      cart: cart.id,
    })
    await refresh("carts")
    return {}
  })
}

/**
 * The review step: places the order if it comes first, and tells where the payment is made. It sets no cookie, which
 * would show the page anew, without the cart that has just become an order.
 */
export async function startPayment(countryCode: string): Promise<Started> {
  return valueOf(async () => {
    const cart = await cartToPay()
    const session = cart?.payment_collection?.payment_sessions?.find(isGatewaySession)
    if (!cart || !session) return whereToPay((await paymentUnderWay())?.session, countryCode)
    const methods = (await gatewayMethods(cart.region_id ?? "")) ?? []
    const method = methods.find(({ provider_id }) => provider_id === session.provider_id)
    if (method?.places_order === "before_payment") {
      const completed = await sdk.store.cart.complete(cart.id, {}, await shopperHeaders())
      if (completed.type !== "order") return { error: completed.error.message }
    }
    return whereToPay(session.id, countryCode)
  })
}

/** Pays an order that is there already: a draft order, what an edit has added, an order placed before its payment. */
export async function payOrder(
  choice: Choice & { collectionId: string; countryCode: string }
): Promise<Started> {
  return valueOf(async () => {
    const { collectionId, countryCode, provider_id, data } = choice
    const { payment_collection } = await sdk.client.fetch<HttpTypes.StorePaymentCollectionResponse>(
      "/store/payment-collections/" + encodeURIComponent(collectionId) + "/payment-sessions",
      { method: "POST", body: { provider_id, data }, headers: await shopperHeaders() }
    )
    const session = payment_collection.payment_sessions?.find((one) => one.provider_id === provider_id)
    if (!session) return { error: "" }
    await rememberPayment({ session: session.id, country: countryCode, locale: await shopperLocale() })
    return whereToPay(session.id, countryCode)
  })
}

/** Paid, with its order: forgets the payment and its cart. */
export async function finishPayment(sessionId: string, countryCode: string): Promise<{ path: string }> {
  const payment = await paymentOf(sessionId)
  if (!payment?.order_id) return { path: "/" + countryCode + "/checkout/payment" }
  await leavePayment(sessionId)
  return { path: "/" + countryCode + "/order/" + payment.order_id + "/confirmed" }
}

/** Not paid: leads back to the choice, of the order's payment where the order was placed before it. */
export async function retryPayment(sessionId: string, countryCode: string): Promise<{ path: string }> {
  const home = "/" + countryCode
  const payment = await paymentOf(sessionId)
  if (!payment?.order_id) {
    await refresh("carts")
    return { path: home + ((await getCartId()) ? "/checkout?step=payment" : "/cart") }
  }
  await leavePayment(sessionId)
  const order = await orderToPay(payment.order_id)
  const open = order?.payment_collections?.find(isOpen)
  if (!open) return { path: home + "/order/" + payment.order_id + "/confirmed" }
  return { path: home + "/payment-collection/" + open.id + "?order_id=" + payment.order_id }
}

/** There is an order: its cart is forgotten with the payment, unless the shopper has begun another one. */
async function leavePayment(sessionId: string) {
  const underWay = await paymentUnderWay()
  if (underWay?.session === sessionId) {
    const cartId = await getCartId()
    if (underWay.cart && (!cartId || cartId === underWay.cart)) await removeCartId()
    await forgetPayment()
  }
  await refresh("carts", "orders")
}

async function cartToPay(): Promise<HttpTypes.StoreCart | null> {
  const id = await getCartId()
  if (!id) return null
  const { cart } = await sdk.client.fetch<HttpTypes.StoreCartResponse>("/store/carts/" + id, {
    query: { fields: "id,region_id,*payment_collection,*payment_collection.payment_sessions" },
    headers: await shopperHeaders(),
    cache: "no-store",
  })
  return cart
}

async function whereToPay(sessionId: string | undefined, countryCode: string): Promise<Started> {
  if (!sessionId) return { error: "" }
  const { next } = await (await paymentsClient()).payment(sessionId)
  return { next, path: "/" + countryCode + "/checkout/payment" }
}

const paymentOf = async (sessionId: string) =>
  (await paymentsClient()).payment(sessionId).catch(() => null)

async function refresh(...names: string[]) {
  for (const name of names) {
    const tag = await getCacheTag(name)
    if (tag) revalidateTag(tag)
  }
}

/** What Medusa refuses is told to the shopper; what goes wrong between the servers is not. */
async function valueOf<T>(work: () => Promise<T | { error: string }>): Promise<T | { error: string }> {
  try {
    return await work()
  } catch (error) {
    const { status, message } = error as { status?: number; message?: string }
    console.error(error)
    return { error: (status && status < 500 && message) || "" }
  }
}
`
