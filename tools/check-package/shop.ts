import Medusa from "@medusajs/js-sdk"

import type { Login } from "./app"

/** What a shopper needs to buy something, and a merchant to see it. */
export interface Shop {
  admin: Medusa
  store: Medusa
  regionId: string
  variantId: string
}

/** Price of one piece. Two of them make 1490.50 RUB. */
export const PRICE = 745.25

/** The smallest shop that can sell: one channel, one region, one product without delivery. */
export async function seed(baseUrl: string, login: Login): Promise<Shop> {
  const admin = new Medusa({ baseUrl, auth: { type: "jwt", jwtTokenStorageMethod: "memory" } })
  await admin.auth.login("user", "emailpass", { ...login })
  const { sales_channel } = await admin.admin.salesChannel.create({ name: "Web" })
  const { region } = await admin.admin.region.create({
    name: "Russia",
    currency_code: "rub",
    countries: ["ru"],
    payment_providers: ["pp_tegro_main"],
  })
  const { api_key } = await admin.admin.apiKey.create({ title: "Web", type: "publishable" })
  await admin.admin.apiKey.batchSalesChannels(api_key.id, { add: [sales_channel.id] })
  const { product } = await admin.admin.product.create({
    title: "Samovar",
    status: "published",
    sales_channels: [{ id: sales_channel.id }],
    options: [{ title: "Size", values: ["M"] }],
    variants: [
      {
        title: "M",
        options: { Size: "M" },
        manage_inventory: false,
        prices: [{ currency_code: "rub", amount: PRICE }],
      },
    ],
  })
  const variantId = product.variants?.[0]?.id
  if (!variantId) throw new Error("Medusa did not keep the product's variant")
  const store = new Medusa({ baseUrl, publishableKey: api_key.token })
  return { admin, store, regionId: region.id, variantId }
}
