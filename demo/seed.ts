import Medusa from "@medusajs/js-sdk"

import { DELIVERIES, MARKETS, PRODUCTS, type CatalogProduct, type Prices } from "./seed/catalog"

/** What {@link seedShop} needs to know. */
export interface SeedOptions {
  medusaUrl: string
  /** Serves the products' pictures. */
  storefrontUrl: string
  email: string
  password: string
}

const CHANNEL = "Demo storefront"
const WAREHOUSE = "Demo warehouse"
const PROFILE = "Demo parcels"
const MANUAL_FULFILLMENT = "manual_manual"

/**
 * Brings the shop into the state of the catalogue, over Medusa's admin API. What is already there stays as it is, so
 * this runs at every start.
 *
 * @returns the publishable key for the storefront
 */
export async function seedShop(options: SeedOptions): Promise<string> {
  const sdk = await signIn(options)
  const channel = await ensureChannel(sdk)
  const [key] = await Promise.all([ensurePublishableKey(sdk, channel), configureStore(sdk, channel)])
  for (const market of MARKETS) await ensureMarket(sdk, market)
  const profile = await ensureProfile(sdk)
  const warehouse = await ensureWarehouse(sdk, channel)
  await ensureDeliveries(sdk, warehouse, profile)
  for (const product of PRODUCTS)
    await ensureProduct(sdk, product, { ...options, channel, profile, warehouse })
  return key
}

/** A client of the admin API. */
export async function signIn(
  options: Pick<SeedOptions, "medusaUrl" | "email" | "password">,
): Promise<Medusa> {
  const sdk = new Medusa({
    baseUrl: options.medusaUrl,
    auth: { type: "jwt", jwtTokenStorageMethod: "memory" },
  })
  await sdk.auth.login("user", "emailpass", { email: options.email, password: options.password })
  return sdk
}

async function ensureChannel(sdk: Medusa): Promise<string> {
  const { sales_channels } = await sdk.admin.salesChannel.list({ name: CHANNEL })
  if (sales_channels[0]) return sales_channels[0].id
  return (await sdk.admin.salesChannel.create({ name: CHANNEL })).sales_channel.id
}

async function ensurePublishableKey(sdk: Medusa, channel: string): Promise<string> {
  const { api_keys } = await sdk.admin.apiKey.list({ type: "publishable", title: CHANNEL })
  if (api_keys[0]) return api_keys[0].token
  const { api_key } = await sdk.admin.apiKey.create({ type: "publishable", title: CHANNEL })
  await sdk.admin.apiKey.batchSalesChannels(api_key.id, { add: [channel] })
  return api_key.token
}

async function configureStore(sdk: Medusa, channel: string): Promise<void> {
  const [store] = (await sdk.admin.store.list()).stores
  if (!store || store.default_sales_channel_id === channel) return
  const currencies = MARKETS.map(({ currency }, index) => ({
    currency_code: currency,
    is_default: index === 0,
  }))
  await sdk.admin.store.update(store.id, {
    name: "Caspian Goods",
    supported_currencies: currencies,
    default_sales_channel_id: channel,
  })
}

async function ensureMarket(sdk: Medusa, market: (typeof MARKETS)[number]): Promise<void> {
  const { regions } = await sdk.admin.region.list({ name: market.name })
  if (regions[0]) return
  await sdk.admin.region.create({
    name: market.name,
    currency_code: market.currency,
    countries: market.countries,
    payment_providers: market.providers,
  })
  for (const country_code of market.countries) {
    await sdk.admin.taxRegion.create({ country_code, provider_id: "tp_system" })
  }
}

async function ensureProfile(sdk: Medusa): Promise<string> {
  const { shipping_profiles } = await sdk.admin.shippingProfile.list({ name: PROFILE })
  if (shipping_profiles[0]) return shipping_profiles[0].id
  return (await sdk.admin.shippingProfile.create({ name: PROFILE, type: "default" })).shipping_profile.id
}

async function ensureWarehouse(sdk: Medusa, channel: string): Promise<string> {
  const { stock_locations } = await sdk.admin.stockLocation.list({ name: WAREHOUSE })
  if (stock_locations[0]) return stock_locations[0].id
  const address = { country_code: "az", city: "Baku", address_1: "Neftchilar Avenue 1" }
  const { stock_location } = await sdk.admin.stockLocation.create({ name: WAREHOUSE, address })
  await sdk.admin.stockLocation.updateFulfillmentProviders(stock_location.id, { add: [MANUAL_FULFILLMENT] })
  await sdk.admin.stockLocation.updateSalesChannels(stock_location.id, { add: [channel] })
  return stock_location.id
}

async function ensureDeliveries(sdk: Medusa, warehouse: string, profile: string): Promise<void> {
  const { shipping_options } = await sdk.admin.shippingOption.list({ fields: "name" })
  const missing = DELIVERIES.filter(({ name }) => !shipping_options.some((option) => option.name === name))
  if (missing.length === 0) return
  const zone = await ensureServiceZone(sdk, warehouse)
  for (const { code, name, description, prices } of missing) {
    await sdk.admin.shippingOption.create({
      name,
      service_zone_id: zone,
      shipping_profile_id: profile,
      provider_id: MANUAL_FULFILLMENT,
      price_type: "flat",
      type: { label: name, description, code },
      prices: priceList(prices),
      rules: [
        { attribute: "enabled_in_store", operator: "eq", value: "true" },
        { attribute: "is_return", operator: "eq", value: "false" },
      ],
    })
  }
}

async function ensureServiceZone(sdk: Medusa, warehouse: string): Promise<string> {
  const fields = "*fulfillment_sets,*fulfillment_sets.service_zones"
  const read = async () => (await sdk.admin.stockLocation.retrieve(warehouse, { fields })).stock_location
  if (!(await read()).fulfillment_sets?.[0]) {
    await sdk.admin.stockLocation.createFulfillmentSet(warehouse, { name: PROFILE, type: "shipping" })
  }
  const set = (await read()).fulfillment_sets?.[0]
  if (!set) throw new Error("Medusa did not keep the fulfillment set")
  if (set.service_zones[0]) return set.service_zones[0].id
  const countries = MARKETS.flatMap((market) => market.countries)
  const { fulfillment_set } = await sdk.admin.fulfillmentSet.createServiceZone(
    set.id,
    {
      name: "Everywhere we sell",
      geo_zones: countries.map((country_code) => ({ type: "country", country_code })),
    },
    { fields: "*service_zones" },
  )
  const zone = fulfillment_set.service_zones[0]
  if (!zone) throw new Error("Medusa did not keep the service zone")
  return zone.id
}

interface ProductPlace {
  storefrontUrl: string
  channel: string
  profile: string
  warehouse: string
}

async function ensureProduct(sdk: Medusa, product: CatalogProduct, place: ProductPlace): Promise<void> {
  const picture = `${place.storefrontUrl}/products/${product.handle}.svg`
  const found = await sdk.admin.product.list({ handle: product.handle, fields: "id,thumbnail" })
  const existing = found.products[0]
  if (!existing) return createProduct(sdk, product, picture, place)
  // The storefront's port may differ from the last start's.
  if (existing.thumbnail !== picture) {
    await sdk.admin.product.update(existing.id, { thumbnail: picture, images: [{ url: picture }] })
  }
}

async function createProduct(sdk: Medusa, product: CatalogProduct, picture: string, place: ProductPlace) {
  const { option, stock, prices, ...texts } = product
  const created = await sdk.admin.product.create(
    {
      ...texts,
      status: "published",
      thumbnail: picture,
      images: [{ url: picture }],
      shipping_profile_id: place.profile,
      sales_channels: [{ id: place.channel }],
      options: [option],
      variants: option.values.map((value, index) => ({
        title: value,
        variant_rank: index,
        sku: `${product.handle}-${value}`.toUpperCase(),
        options: { [option.title]: value },
        manage_inventory: true,
        prices: priceList(prices),
      })),
    },
    { fields: "id,*variants.inventory_items" },
  )
  for (const variant of created.product.variants ?? []) {
    for (const { inventory_item_id } of variant.inventory_items ?? []) {
      await sdk.admin.inventoryItem.batchInventoryItemLocationLevels(inventory_item_id, {
        create: [{ location_id: place.warehouse, stocked_quantity: stock }],
      })
    }
  }
}

function priceList(prices: Prices) {
  return Object.entries(prices).map(([currency_code, amount]) => ({
    currency_code,
    amount: amount as number,
  }))
}
