/** One sales channel, one region that pays in roubles through Tegro, one product for 1490.50. */
export async function createCatalog(container, require) {
  const flows = require("@medusajs/medusa/core-flows")
  const run = async (workflow, input) => (await flows[workflow](container).run({ input })).result

  const [channel] = await run("createSalesChannelsWorkflow", { salesChannelsData: [{ name: "web" }] })
  const [region] = await run("createRegionsWorkflow", {
    regions: [{ name: "rub", currency_code: "rub", countries: ["ru"], payment_providers: ["pp_tegro_main"] }],
  })
  const [key] = await run("createApiKeysWorkflow", {
    api_keys: [{ type: "publishable", title: "web", created_by: "bench" }],
  })
  await run("linkSalesChannelsToApiKeyWorkflow", { id: key.id, add: [channel.id] })
  const [product] = await run("createProductsWorkflow", {
    products: [
      {
        title: "Samovar",
        status: "published",
        sales_channels: [{ id: channel.id }],
        options: [{ title: "Size", values: ["M"] }],
        variants: [
          {
            title: "M",
            options: { Size: "M" },
            manage_inventory: false,
            prices: [{ currency_code: "rub", amount: 1490.5 }],
          },
        ],
      },
    ],
  })
  return {
    publishableKey: key.token,
    salesChannelId: channel.id,
    regionId: region.id,
    variantId: product.variants[0].id,
  }
}
