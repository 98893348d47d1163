import type { PendingPayment } from "../medusa/pending"
import { DEFAULT_TEGRO_SHOP } from "../../src/simulator/options"
import type { Gateways } from "../support/accounts"
import type { Plugin } from "../support/plugin"

/**
 * What Tegro sends once an order is paid, as a form: Medusa's own route cannot read a multipart body, and both shall
 * get the same bytes.
 */
export function signedNotification(
  plugin: Plugin,
  { tegroOptions }: Gateways,
  { reference, gatewayId }: PendingPayment,
): string {
  const [secretKey] = tegroOptions.secretKey
  if (!secretKey) throw new Error("The shop has no secret key")
  const fields: [string, string][] = [
    ["shop_id", DEFAULT_TEGRO_SHOP.publicKey],
    ["amount", "1490.5"],
    ["order_id", reference],
    ["payment_system", "36"],
    ["currency", "RUB"],
    ["status", "1"],
    ["id", gatewayId],
  ]
  return new URLSearchParams([...fields, ["sign", plugin.signFields(fields, secretKey)]]).toString()
}
