import Medusa from "@medusajs/js-sdk"

import type { Shop } from "../support/shop"

/** What the check reads of a payment session's data. */
export interface SessionData {
  reference: string
  amount: string
  next_action:
    | { type: "redirect"; url: string }
    | { type: "form"; url: string; fields: Record<string, string> }
    | { type: "transfer"; wallet_link: string | null; amount: string }
}

/** A payment asked for. */
export interface StartedPayment {
  sessionId: string
  data: SessionData
}

/** What the check reads of the status route. */
export interface PaymentView {
  status: string
  received: string | null
  missing: string | null
  order_id: string | null
}

/** A cart that is ready to be paid. */
export interface ReadyCart {
  id: string
  /** Distinguishes this shopper's orders. */
  email: string
}

/** Somebody who buys, with nothing but the store API. */
export class Shopper {
  private readonly sdk: Medusa

  constructor(shop: Shop) {
    this.sdk = new Medusa({ baseUrl: shop.medusaUrl, publishableKey: shop.publishableKey })
  }

  /** Fills a cart with one product, an address and a courier. */
  async fillCart(name: string, currency: string, handle: string): Promise<ReadyCart> {
    const { cart: carts, region: regions, product, fulfillment } = this.sdk.store
    const region = (await regions.list()).regions.find(({ currency_code }) => currency_code === currency)
    const country = region?.countries?.[0]?.iso_2
    const variant = (await product.list({ handle })).products[0]?.variants?.[0]
    if (!region || !country || !variant) throw new Error(`The shop does not sell ${handle} for ${currency}`)
    const { cart } = await carts.create({ region_id: region.id })
    await carts.createLineItem(cart.id, { variant_id: variant.id, quantity: 1 })
    // A shopper of this run only: with DATABASE_URL the shop may remember earlier ones.
    const email = `${name}-${Date.now().toString(36)}@shopper.test`
    const address = {
      ...NAME,
      address_1: "Main Street 1",
      city: "Town",
      postal_code: "101000",
      country_code: country,
    }
    await carts.update(cart.id, { email, shipping_address: address, billing_address: address })
    const { shipping_options } = await fulfillment.listCartOptions({ cart_id: cart.id })
    const courier = shipping_options.find((option) => option.name === "Courier")
    if (!courier) throw new Error("There is no courier")
    await carts.addShippingMethod(cart.id, { option_id: courier.id })
    return { id: cart.id, email }
  }

  /** Chooses a provider, which asks its gateway for a payment. */
  async startPayment(
    cartId: string,
    providerId: string,
    data?: Record<string, string>,
  ): Promise<StartedPayment> {
    const { cart } = await this.sdk.store.cart.retrieve(cartId)
    const request = { provider_id: providerId, data }
    const { payment_collection } = await this.sdk.store.payment.initiatePaymentSession(cart, request)
    const session = payment_collection.payment_sessions?.find(({ provider_id }) => provider_id === providerId)
    if (!session) throw new Error(`${providerId} gave no payment session`)
    return { sessionId: session.id, data: session.data as unknown as SessionData }
  }

  /** Asks what has become of a payment. */
  async look(sessionId: string): Promise<PaymentView> {
    const path = `/store/payment-gateways/sessions/${sessionId}`
    return (await this.sdk.client.fetch<{ payment: PaymentView }>(path)).payment
  }

  /** Whether the cart can still be bought. */
  async isCartOpen(cartId: string): Promise<boolean> {
    const { cart } = await this.sdk.store.cart.retrieve(cartId, { fields: "id,completed_at" })
    return (cart as { completed_at?: string | null }).completed_at == null
  }
}

const NAME = { first_name: "Leyla", last_name: "Aliyeva" }
