import request, { type Response } from "supertest"
import type { PaymentMethod, PaymentView } from "../../src/api/store/payment-gateways/types"
import type { NextAction } from "../../src/core"
import type { Catalog, CurrencyCode } from "./catalog"

/** What a storefront sees of a payment session. */
export interface Session {
  id: string
  status: string
  amount: number
  provider_id: string
  data: { reference: string; next_action: NextAction; [key: string]: unknown }
}

export interface Checkout {
  cartId: string
  collectionId: string
  session: Session
}

/** A shopper's storefront: the store API over HTTP. */
export class Shopper {
  constructor(
    private readonly catalog: Catalog,
    readonly baseUrl: string,
  ) {}

  post(path: string, body: object = {}): Promise<Response> {
    return this.send("post", path).send(body)
  }

  get(path: string): Promise<Response> {
    return this.send("get", path).then((response) => response)
  }

  private send(method: "post" | "get", path: string) {
    return request(this.baseUrl)[method](path).set("x-publishable-api-key", this.catalog.publishableKey)
  }

  /** A cart with an e-mail, ready to be paid. */
  async fillCart(
    currency: CurrencyCode,
    quantity = 1,
    variantId = this.catalog.variantId,
  ): Promise<{ cartId: string; collectionId: string }> {
    const cart = await this.expect(
      this.post("/store/carts", {
        region_id: this.catalog.regions[currency],
        sales_channel_id: this.catalog.salesChannelId,
        email: "shopper@example.com",
        items: [{ variant_id: variantId, quantity, requires_shipping: false }],
      }),
    )
    const cartId = cart.cart.id as string
    const { payment_collection } = await this.expect(
      this.post("/store/payment-collections", { cart_id: cartId }),
    )
    return { cartId, collectionId: payment_collection.id as string }
  }

  /** Chooses a way to pay; the raw answer, for what goes wrong. */
  choose(
    collectionId: string,
    providerId: string,
    data: object = { user_wallet: "994501234567" },
  ): Promise<Response> {
    return this.post(`/store/payment-collections/${collectionId}/payment-sessions`, {
      provider_id: providerId,
      data,
    })
  }

  async startPayment(collectionId: string, providerId: string, data?: object): Promise<Session> {
    const { payment_collection } = await this.expect(this.choose(collectionId, providerId, data))
    return payment_collection.payment_sessions[0] as Session
  }

  /** From an empty cart to a payment that only waits for the money. */
  async checkOut(currency: CurrencyCode, providerId: string, data?: object): Promise<Checkout> {
    const { cartId, collectionId } = await this.fillCart(currency)
    return { cartId, collectionId, session: await this.startPayment(collectionId, providerId, data) }
  }

  addItem(cartId: string): Promise<Response> {
    return this.post(`/store/carts/${cartId}/line-items`, { variant_id: this.catalog.variantId, quantity: 1 })
  }

  complete(cartId: string): Promise<Response> {
    return this.post(`/store/carts/${cartId}/complete`)
  }

  /** What the plugin's status route tells about a session. */
  async paymentStatus(sessionId: string): Promise<PaymentView> {
    return (await this.expect(this.get(`/store/payment-gateways/sessions/${sessionId}`))).payment
  }

  /** Says "I have sent it" or "I will not pay". */
  async say(word: "sent" | "cancel", sessionId: string): Promise<PaymentView> {
    return (await this.expect(this.post(`/store/payment-gateways/sessions/${sessionId}/${word}`))).payment
  }

  async paymentMethods(query: string): Promise<PaymentMethod[]> {
    return (await this.expect(this.get(`/store/payment-gateways/methods?${query}`))).payment_methods
  }

  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the store API's answers have no types of their own
  private async expect(sent: Promise<Response>): Promise<any> {
    const response = await sent
    if (response.status !== 200) {
      throw new Error(`HTTP ${response.status}: ${JSON.stringify(response.body)}`)
    }
    return response.body
  }
}
