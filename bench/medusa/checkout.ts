import type { PendingPayment } from "./pending"
import type { Catalog } from "./process"

/** A cart that only waits for its money. */
export interface Checkout extends PendingPayment {
  cartId: string
}

/** From an empty cart to a payment at Tegro, over the store API as a storefront does it. */
export async function checkOut(medusaUrl: string, catalog: Catalog): Promise<Checkout> {
  const post = async (path: string, body: object): Promise<Record<string, Answer>> => {
    const answer = await fetch(`${medusaUrl}/store/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-publishable-api-key": catalog.publishableKey },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as Record<string, Answer>
  }
  const { cart } = await post("carts", {
    region_id: catalog.regionId,
    sales_channel_id: catalog.salesChannelId,
    email: "shopper@example.com",
    items: [{ variant_id: catalog.variantId, quantity: 1, requires_shipping: false }],
  })
  const { payment_collection } = await post("payment-collections", { cart_id: cart?.id })
  const chosen = await post(`payment-collections/${payment_collection?.id}/payment-sessions`, {
    provider_id: "pp_tegro_main",
    data: {},
  })
  const reference = chosen.payment_collection?.payment_sessions?.[0]?.data.reference
  if (!cart || !reference) throw new Error("The store gave no payment session")
  return { cartId: cart.id, reference, gatewayId: "" }
}

interface Answer {
  id: string
  payment_sessions?: { data: { reference: string } }[]
}
