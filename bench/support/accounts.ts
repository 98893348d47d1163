import { DEFAULT_M2CERBER_MERCHANT, DEFAULT_TEGRO_SHOP } from "../../src/simulator/options"
import type { Plugin } from "./plugin"

/** Where the gateways are; any address does when nothing is called. */
export interface Addresses {
  tegroUrl: string
  m2cerberUrl: string
}

const NOWHERE: Addresses = { tegroUrl: "http://127.0.0.1:9/", m2cerberUrl: "http://127.0.0.1:9/" }

/** Both gateways with the simulator's keys, and logs as in production: debug lines go nowhere. */
export function openGateways(plugin: Plugin, { tegroUrl, m2cerberUrl }: Addresses = NOWHERE) {
  const runtime = plugin.systemRuntime()
  const tegroOptions = plugin.tegroSettings(
    plugin.readEntry(plugin.tegro, {
      shopId: DEFAULT_TEGRO_SHOP.publicKey,
      apiKey: DEFAULT_TEGRO_SHOP.apiKey,
      secretKey: DEFAULT_TEGRO_SHOP.secretKey,
      baseUrl: tegroUrl,
    }),
  )
  const m2cerberOptions = plugin.m2cerberSettings(
    plugin.readEntry(plugin.m2cerber, {
      merchantId: DEFAULT_M2CERBER_MERCHANT.merchId,
      secretKey: DEFAULT_M2CERBER_MERCHANT.secretKey,
      callbackBaseUrl: "https://shop.example/",
      baseUrl: m2cerberUrl,
    }),
  )
  return {
    tegroOptions,
    m2cerberOptions,
    tegro: plugin.createTegroGateway(tegroOptions, runtime),
    m2cerber: plugin.createM2cerberGateway(m2cerberOptions, runtime),
  }
}

/** What {@link openGateways} returns. */
export type Gateways = ReturnType<typeof openGateways>
