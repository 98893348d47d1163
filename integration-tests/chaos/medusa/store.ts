import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import {
  createInventoryLevelsWorkflow,
  createProductsWorkflow,
  updateRegionsWorkflow,
} from "@medusajs/medusa/core-flows"
import { adminAuthorization } from "../../support/admin"
import { createCatalog, PRICES, type Catalog, type CurrencyCode } from "../../support/catalog"
import { CASH, KASSA, PASSING } from "../plan/providers"

/** Something whose stock is counted. */
export interface Stocked {
  variantId: string
  inventoryItemId: string
  locationId: string
}

/** The store of the histories. */
export interface ChaosCatalog extends Catalog {
  plenty: Stocked
  /** Several, so that shoppers at the same time do not sell out and restock each other's. */
  scarce: Stocked[]
  /** The merchant's header. */
  authorization: string
}

const ADDED = [
  ...["pp_m2cerber_first", "pp_m2cerber_firstpay", "pp_m2cerber_manual", CASH],
  ...[KASSA.first, KASSA.slow, KASSA.slowHold],
  ...Object.values(PASSING).flatMap((entries) => Object.values(entries)),
]
const PLENTY = 1_000_000
const SCARCE = Array.from({ length: 16 }, (_, n) => `Scarce ${n + 1}`)

/** The tests' catalog, with a product whose stock is counted, more ways to pay, and an admin. */
export async function createStore(container: MedusaContainer): Promise<ChaosCatalog> {
  const catalog = await createCatalog(container)
  for (const id of Object.values(catalog.regions)) await offerMore(container, id)
  const stock = await stockKettles(container, catalog)
  return { ...catalog, ...stock, authorization: await adminAuthorization(container, "merchant@example.com") }
}

async function offerMore(container: MedusaContainer, id: string): Promise<void> {
  const { data } = await container.resolve("query").graph({
    entity: "region",
    fields: ["payment_providers.id"],
    filters: { id },
  })
  const [region] = data as { payment_providers?: { id: string }[] }[]
  const offered = (region?.payment_providers ?? []).map((provider) => provider.id)
  const payment_providers = [...offered, ...ADDED]
  await updateRegionsWorkflow(container).run({ input: { selector: { id }, update: { payment_providers } } })
}

async function stockKettles(container: MedusaContainer, { salesChannelId }: Catalog) {
  const prices = Object.entries(PRICES).map(([currency_code, amount]) => ({ currency_code, amount }))
  const variant = (title: string) => ({
    title,
    sku: skuOf(title),
    options: { Kind: title },
    manage_inventory: true,
    prices: prices as { currency_code: CurrencyCode; amount: number }[],
  })
  const { result: products } = await createProductsWorkflow(container).run({
    input: {
      products: [
        {
          title: "Kettle",
          status: "published",
          sales_channels: [{ id: salesChannelId }],
          options: [{ title: "Kind", values: ["Plenty", ...SCARCE] }],
          variants: ["Plenty", ...SCARCE].map(variant),
        },
      ],
    },
  })
  const [location] = await container.resolve(Modules.STOCK_LOCATION).listStockLocations({})
  const inventory = container.resolve(Modules.INVENTORY)
  const stocked = async (title: string): Promise<Stocked> => {
    const [item] = await inventory.listInventoryItems({ sku: skuOf(title) })
    const at = { inventoryItemId: item!.id, locationId: location!.id }
    await inventory.updateInventoryItems({ id: item!.id, requires_shipping: false })
    await createInventoryLevelsWorkflow(container).run({
      input: {
        inventory_levels: [
          { inventory_item_id: at.inventoryItemId, location_id: at.locationId, stocked_quantity: PLENTY },
        ],
      },
    })
    return { ...at, variantId: products[0]!.variants.find((one) => one.title === title)!.id }
  }
  const scarce: Stocked[] = []
  for (const title of SCARCE) scarce.push(await stocked(title))
  return { plenty: await stocked("Plenty"), scarce }
}

const skuOf = (title: string) => `KETTLE-${title.toUpperCase().replace(" ", "-")}`
