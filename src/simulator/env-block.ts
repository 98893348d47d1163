import {
  DEFAULT_M2CERBER_MERCHANT,
  DEFAULT_TEGRO_SHOP,
  DEFAULT_YOOKASSA_SHOP,
  type SimulatorOptions,
} from "./options"
import type { Simulator } from "./simulator"

/** A variable of an .env file: its name, its value, and for keys the sample key. */
type Line = readonly [name: string, value: string | undefined, sample?: string]

/** Quotes a value in which a shell or a reader of .env files would find special characters. */
const quoted = (value: string) => (/^[\w.:/@-]*$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`)

/**
 * All that a store needs to use the simulated gateways, ready for its .env file. Only the sample keys are printed; any
 * others are the reader's own.
 */
export function envBlock(
  { tegroUrl, m2cerberUrl, yookassaUrl }: Pick<Simulator, "tegroUrl" | "m2cerberUrl" | "yookassaUrl">,
  options: SimulatorOptions,
  { medusaUrl, storefrontUrl }: { medusaUrl: string; storefrontUrl: string },
): string {
  const shop = options.tegroShops?.[0]
  const merchant = options.m2cerberMerchants?.[0]
  const kassa = options.yookassaShops?.[0]
  const lines: Line[] = [
    ["TEGRO_SHOP_ID", shop?.publicKey, DEFAULT_TEGRO_SHOP.publicKey],
    ["TEGRO_API_KEY", shop?.apiKey, DEFAULT_TEGRO_SHOP.apiKey],
    ["TEGRO_SECRET_KEY", shop?.secretKey, DEFAULT_TEGRO_SHOP.secretKey],
    ["TEGRO_BASE_URL", tegroUrl],
    ["M2CERBER_MERCHANT_ID", merchant?.merchId, DEFAULT_M2CERBER_MERCHANT.merchId],
    ["M2CERBER_SECRET_KEY", merchant?.secretKey, DEFAULT_M2CERBER_MERCHANT.secretKey],
    ["M2CERBER_BASE_URL", m2cerberUrl],
    ["YOOKASSA_SHOP_ID", kassa?.shopId, DEFAULT_YOOKASSA_SHOP.shopId],
    ["YOOKASSA_SECRET_KEY", kassa?.secretKey, DEFAULT_YOOKASSA_SHOP.secretKey],
    ["YOOKASSA_BASE_URL", yookassaUrl],
    ["MEDUSA_URL", medusaUrl],
    ["STOREFRONT_URL", storefrontUrl],
  ]
  return lines
    .flatMap(([name, value, sample = value]) => {
      if (value === undefined) return []
      return [value === sample ? `${name}=${quoted(value)}` : `# ${name}: as in your environment`]
    })
    .join("\n")
}
