import type { SimulatorOptions } from "./options"
import type { Simulator } from "./simulator"

/** What the command prints when it is up: addresses and options, no keys. */
export function welcome(
  { url, tegroUrl, m2cerberUrl, yookassaUrl }: Simulator,
  options: SimulatorOptions,
): string {
  const shop = options.tegroShops?.[0]
  const merchant = options.m2cerberMerchants?.[0]
  const kassa = options.yookassaShops?.[0]
  return `
Payment gateway simulator is running. No real money moves here.

  Control page   ${url}/
  Tegro.money    ${tegroUrl}   (shop ${shop?.publicKey ?? "?"}, ${keysFrom("TEGRO_SECRET_KEY")})
  m2cerber       ${m2cerberUrl}   (merchant ${merchant?.merchId ?? "?"}, ${keysFrom("M2CERBER_SECRET_KEY")})
  YooKassa       ${yookassaUrl}   (shop ${kassa?.shopId ?? "?"}, ${keysFrom("YOOKASSA_SECRET_KEY")})

In medusa-config.ts, with the same keys on both sides:

  { resolve: "medusa-payment-gateways/providers/tegro", id: "main", options: {
      shopId: process.env.TEGRO_SHOP_ID,
      apiKey: process.env.TEGRO_API_KEY,
      secretKey: process.env.TEGRO_SECRET_KEY,
      baseUrl: "${tegroUrl}",
  } },
  { resolve: "medusa-payment-gateways/providers/m2cerber", id: "main", options: {
      merchantId: process.env.M2CERBER_MERCHANT_ID,
      secretKey: process.env.M2CERBER_SECRET_KEY,
      callbackBaseUrl: "http://localhost:9000",
      baseUrl: "${m2cerberUrl}",
  } },
  { resolve: "medusa-payment-gateways/providers/yookassa", id: "main", options: {
      shopId: process.env.YOOKASSA_SHOP_ID,
      secretKey: process.env.YOOKASSA_SECRET_KEY,
      returnUrl: "http://localhost:8000/checkout/payment",
      test: true, // as the sample key says
      baseUrl: "${yookassaUrl}",
  } },

Tegro's notification URL is a setting of the shop: ${
    shop?.notifyUrl ?? "start with\n  --notify-url http://localhost:9000/hooks/payment-gateways/<provider>"
  }
YooKassa's likewise: ${
    kassa?.notifyUrl ??
    "start with\n  --yookassa-notify-url http://localhost:9000/hooks/payment-gateways/yookassa_main"
  }

Ctrl-C stops it.
`
}

/** Tells where the keys came from, never what they are. */
function keysFrom(variable: string): string {
  return process.env[variable] ? "keys from the environment" : "sample keys"
}
