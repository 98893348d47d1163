// src/cart.ts
import type { HttpTypes } from "@medusajs/types"

import { sdk } from "./shop"

/** Stands for your shop's own pages: a cart with goods, an e-mail, an address and a delivery. */
export async function findCart(country: string): Promise<HttpTypes.StoreCart> {
  const known = localStorage.getItem("cart")
  if (known) return (await sdk.store.cart.retrieve(known)).cart

  const { regions } = await sdk.store.region.list()
  const region = regions.find(({ countries }) => countries?.some(({ iso_2 }) => iso_2 === country))
  const { products } = await sdk.store.product.list({ limit: 1 })
  const variant = products[0]?.variants?.[0]
  if (!region || !variant) throw new Error(`The shop sells nothing to "${country}".`)

  const { cart } = await sdk.store.cart.create({
    region_id: region.id,
    email: "shopper@example.com",
    shipping_address: {
      first_name: "Leyla",
      address_1: "Main Street 1",
      city: "Town",
      country_code: country,
    },
    items: [{ variant_id: variant.id, quantity: 1 }],
  })
  const { shipping_options } = await sdk.store.fulfillment.listCartOptions({ cart_id: cart.id })
  const delivery = shipping_options[0]
  if (!delivery) throw new Error(`Nothing is sent to "${country}".`)
  const ready = await sdk.store.cart.addShippingMethod(cart.id, { option_id: delivery.id })
  localStorage.setItem("cart", cart.id)
  return ready.cart
}
