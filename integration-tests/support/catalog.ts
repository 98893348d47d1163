import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import {
  createApiKeysWorkflow,
  createInventoryLevelsWorkflow,
  createProductsWorkflow,
  createRegionsWorkflow,
  createSalesChannelsWorkflow,
  createStockLocationsWorkflow,
  linkSalesChannelsToApiKeyWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
} from "@medusajs/medusa/core-flows"

export type CurrencyCode = "rub" | "azn" | "eur"

/** What a shopper needs of the store. */
export interface Catalog {
  publishableKey: string
  salesChannelId: string
  regions: Record<CurrencyCode, string>
  /** One piece costs 1490.50 RUB, 500.00 AZN or 19.99 EUR. */
  variantId: string
  /** A third of a unit in every currency: three of them make a total that no currency can express. */
  fractionalVariantId: string
  /** Of this one there is a single piece in stock. */
  scarceVariantId: string
}

export const PRICES: Record<CurrencyCode, number> = { rub: 1490.5, azn: 500, eur: 19.99 }

const PROVIDERS = ["main", "receipt", "redirect", "form", "test", "rotated", "first", "manual"]
  .map((id) => `pp_tegro_${id}`)
  .concat(["main", "slow", "payouts", "two"].map((id) => `pp_m2cerber_${id}`))
  .concat(["main", "hold", "holdfirst", "receipt", "untested"].map((id) => `pp_yookassa_${id}`))
const COUNTRIES: Record<CurrencyCode, string> = { rub: "ru", azn: "az", eur: "de" }

/** A store with three regions, in each of which every gateway is offered. */
export async function createCatalog(container: MedusaContainer): Promise<Catalog> {
  const { result: channels } = await createSalesChannelsWorkflow(container).run({
    input: { salesChannelsData: [{ name: "web" }] },
  })
  const salesChannelId = channels[0]!.id
  const { result: regions } = await createRegionsWorkflow(container).run({
    input: {
      regions: (Object.keys(PRICES) as CurrencyCode[]).map((currency_code) => ({
        name: currency_code,
        currency_code,
        countries: [COUNTRIES[currency_code]],
        payment_providers: PROVIDERS,
      })),
    },
  })
  const { result: keys } = await createApiKeysWorkflow(container).run({
    input: { api_keys: [{ type: "publishable", title: "web", created_by: "tests" }] },
  })
  await linkSalesChannelsToApiKeyWorkflow(container).run({
    input: { id: keys[0]!.id, add: [salesChannelId] },
  })
  const prices = Object.entries(PRICES).map(([currency_code, amount]) => ({ currency_code, amount }))
  const { result: products } = await createProductsWorkflow(container).run({
    input: {
      products: [
        {
          title: "Samovar",
          status: "published",
          sales_channels: [{ id: salesChannelId }],
          options: [{ title: "Size", values: ["M", "S", "Last"] }],
          variants: [
            { title: "M", options: { Size: "M" }, manage_inventory: false, prices },
            { title: "Last", sku: "LAST", options: { Size: "Last" }, manage_inventory: true, prices },
            {
              title: "S",
              options: { Size: "S" },
              manage_inventory: false,
              prices: prices.map(({ currency_code }) => ({ currency_code, amount: 3.333 })),
            },
          ],
        },
      ],
    },
  })
  await stockOnePiece(container, salesChannelId)
  const variantOf = (title: string) => products[0]!.variants.find((variant) => variant.title === title)!.id
  return {
    publishableKey: keys[0]!.token,
    salesChannelId,
    regions: Object.fromEntries(regions.map((region) => [region.currency_code, region.id])) as Record<
      CurrencyCode,
      string
    >,
    variantId: variantOf("M"),
    fractionalVariantId: variantOf("S"),
    scarceVariantId: variantOf("Last"),
  }
}

/** A warehouse of the sales channel with one piece of the scarce variant. */
async function stockOnePiece(container: MedusaContainer, salesChannelId: string): Promise<void> {
  const { result: locations } = await createStockLocationsWorkflow(container).run({
    input: { locations: [{ name: "Warehouse" }] },
  })
  const location_id = locations[0]!.id
  await linkSalesChannelsToStockLocationWorkflow(container).run({
    input: { id: location_id, add: [salesChannelId] },
  })
  const inventory = container.resolve(Modules.INVENTORY)
  const [item] = await inventory.listInventoryItems({ sku: "LAST" })
  await inventory.updateInventoryItems({ id: item!.id, requires_shipping: false })
  await createInventoryLevelsWorkflow(container).run({
    input: { inventory_levels: [{ inventory_item_id: item!.id, location_id, stocked_quantity: 1 }] },
  })
}
