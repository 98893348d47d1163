import { DEFAULT_M2CERBER_MERCHANT, DEFAULT_TEGRO_SHOP } from "../../src/simulator/options"
import type { Addresses } from "./accounts"

/** What the store's configuration reads. */
export function storeEnvironment(
  databaseUrl: string,
  addresses: Addresses,
  plugin: "yes" | "no",
): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    BENCH_PLUGIN: plugin,
    TEGRO_SHOP_ID: DEFAULT_TEGRO_SHOP.publicKey,
    TEGRO_API_KEY: DEFAULT_TEGRO_SHOP.apiKey,
    TEGRO_SECRET_KEY: DEFAULT_TEGRO_SHOP.secretKey,
    TEGRO_BASE_URL: addresses.tegroUrl,
    M2CERBER_MERCHANT_ID: DEFAULT_M2CERBER_MERCHANT.merchId,
    M2CERBER_SECRET_KEY: DEFAULT_M2CERBER_MERCHANT.secretKey,
    M2CERBER_BASE_URL: addresses.m2cerberUrl,
  }
}
