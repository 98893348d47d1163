import { appendFileSync, mkdirSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"

import {
  DEFAULT_M2CERBER_MERCHANT as merchant,
  DEFAULT_TEGRO_SHOP as shop,
  DEFAULT_YOOKASSA_SHOP as kassa,
  startSimulator,
} from "../../src/simulator"

/** All gateways, simulated in this process. */
export type Simulator = Awaited<ReturnType<typeof startSimulator>>

/** The simulator, and what Medusa's environment has to say of it. */
export interface SimulatedGateways {
  simulator: Simulator
  tegroShopId: string
  environment: Record<string, string>
}

/**
 * Starts the simulator, with one shop or merchant of each gateway.
 *
 * @param addresses where the shops send notifications and shoppers, as a merchant would enter it in the cabinets
 */
export async function simulateGateways(
  port: number,
  logFile: string,
  addresses: { medusaUrl: string; storefrontUrl: string },
): Promise<SimulatedGateways> {
  mkdirSync(dirname(logFile), { recursive: true })
  writeFileSync(logFile, "")
  const simulator = await startSimulator({ port, log: (line) => appendFileSync(logFile, `${line}\n`) })
  simulator.control.tegro.configureShop(shop.publicKey, {
    notifyUrl: `${addresses.medusaUrl}/hooks/payment-gateways/tegro_main`,
    successUrl: `${addresses.storefrontUrl}/checkout/payment`,
    failUrl: `${addresses.storefrontUrl}/checkout/payment`,
  })
  simulator.control.yookassa.configureShop(kassa.shopId, {
    notifyUrl: `${addresses.medusaUrl}/hooks/payment-gateways/yookassa_main`,
  })
  const environment = {
    TEGRO_SHOP_ID: shop.publicKey,
    TEGRO_API_KEY: shop.apiKey,
    TEGRO_SECRET_KEY: shop.secretKey,
    TEGRO_BASE_URL: simulator.tegroUrl,
    M2CERBER_MERCHANT_ID: merchant.merchId,
    M2CERBER_SECRET_KEY: merchant.secretKey,
    M2CERBER_BASE_URL: simulator.m2cerberUrl,
    YOOKASSA_SHOP_ID: kassa.shopId,
    YOOKASSA_SECRET_KEY: kassa.secretKey,
    YOOKASSA_BASE_URL: simulator.yookassaUrl,
  }
  return { simulator, tegroShopId: shop.publicKey, environment }
}
