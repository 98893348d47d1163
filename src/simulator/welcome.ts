import { envBlock } from "./env-block"
import type { SimulatorOptions } from "./options"
import type { Simulator } from "./simulator"

const MEDUSA_URL = "http://localhost:9000"
const STOREFRONT_URL = "http://localhost:8000"

/**
 * What the command prints when it is up: addresses, and what the store's .env file and medusa-config.ts need. The sample
 * keys are no secrets; the reader's own are not printed.
 */
export function welcome(simulator: Simulator, options: SimulatorOptions, medusaUrl = MEDUSA_URL): string {
  const { url, tegroUrl, m2cerberUrl, yookassaUrl } = simulator
  const shop = options.tegroShops?.[0]
  const merchant = options.m2cerberMerchants?.[0]
  const kassa = options.yookassaShops?.[0]
  const keysFrom = (variable: string) => (process.env[variable] ? "keys from the environment" : "sample keys")
  return `
Payment gateway simulator is running. No real money moves here.

  Control page   ${url}/
  Tegro.money    ${tegroUrl}   (shop ${shop?.publicKey ?? "?"}, ${keysFrom("TEGRO_SECRET_KEY")})
  m2cerber       ${m2cerberUrl}   (merchant ${merchant?.merchId ?? "?"}, ${keysFrom("M2CERBER_SECRET_KEY")})
  YooKassa       ${yookassaUrl}   (shop ${kassa?.shopId ?? "?"}, ${keysFrom("YOOKASSA_SECRET_KEY")})

For the store's .env file:

${envBlock(simulator, options, { medusaUrl, storefrontUrl: STOREFRONT_URL })}

In medusa-config.ts, among the providers of the one entry of the payment module:

  { resolve: "medusa-payment-gateways/providers/tegro", id: "main", options: {
      shopId: process.env.TEGRO_SHOP_ID,
      apiKey: process.env.TEGRO_API_KEY,
      secretKey: process.env.TEGRO_SECRET_KEY,
      baseUrl: process.env.TEGRO_BASE_URL,
  } },
  { resolve: "medusa-payment-gateways/providers/m2cerber", id: "main", options: {
      merchantId: process.env.M2CERBER_MERCHANT_ID,
      secretKey: process.env.M2CERBER_SECRET_KEY,
      callbackBaseUrl: process.env.MEDUSA_URL,
      baseUrl: process.env.M2CERBER_BASE_URL,
  } },
  { resolve: "medusa-payment-gateways/providers/yookassa", id: "main", options: {
      shopId: process.env.YOOKASSA_SHOP_ID,
      secretKey: process.env.YOOKASSA_SECRET_KEY,
      returnUrl: process.env.STOREFRONT_URL + "/checkout/payment?number={reference}",
      test: true, // as the sample key says
      baseUrl: process.env.YOOKASSA_BASE_URL,
  } },

Tegro and YooKassa send notifications to an address in the shop's settings:

  Tegro.money    ${shop?.notifyUrl ?? "none yet"}
  YooKassa       ${kassa?.notifyUrl ?? "none yet"}
${
  shop?.notifyUrl && kassa?.notifyUrl
    ? ""
    : `
Start with --medusa ${medusaUrl} to set them, and to check whether the store hears them.
`
}
Ctrl-C stops it.
`
}
