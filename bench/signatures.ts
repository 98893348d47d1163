import { createHmac, timingSafeEqual } from "node:crypto"

import type { RawNotification } from "../src/core/gateway"
import { DEFAULT_TEGRO_SHOP } from "../src/simulator/options"
import { openGateways, type Gateways } from "./support/accounts"
import { alternate, type Peer } from "./support/peers"
import type { Plugin } from "./support/plugin"
import { spreadOf, type Spread } from "./support/statistics"

/** How fast notifications are verified and read, in microseconds of one. */
export interface SignatureResult {
  name: string
  time: Spread
}

/** Long enough for the clock, short enough for many turns. */
const BATCH = 500

/** Measures what it costs to learn that a notification is genuine, beside one bare HMAC over as many bytes. */
export async function measureSignatures(plugin: Plugin, rounds: number): Promise<SignatureResult[]> {
  const gateways = openGateways(plugin)
  const tegro = tegroNotification(plugin, gateways)
  const m2cerber = m2cerberNotification(plugin, gateways)
  const body = Buffer.from(new URLSearchParams(tegro.fields.map(([name, value]) => [name, value])).toString())
  const peers: Peer[] = [
    batched("Tegro parseNotification", () => gateways.tegro.parseNotification(tegro)),
    batched("m2cerber parseNotification", () => gateways.m2cerber.parseNotification(m2cerber)),
    batched("bare HMAC-SHA256 + timingSafeEqual", bareHmac(body)),
  ]
  const samples = await alternate(peers, { warmUp: 20, rounds })
  return Object.entries(samples).map(([name, times]) => ({ name, time: spreadOf(times) }))
}

function batched(name: string, work: () => unknown): Peer {
  const run = () => {
    const started = performance.now()
    for (let i = 0; i < BATCH; i++) work()
    return ((performance.now() - started) * 1000) / BATCH
  }
  return { name, run }
}

function bareHmac(body: Buffer): () => boolean {
  const key = DEFAULT_TEGRO_SHOP.secretKey
  const digest = () => createHmac("sha256", key).update(body).digest()
  const given = digest().toString("hex")
  return () => timingSafeEqual(digest(), Buffer.from(given, "hex"))
}

/** Seven signed fields: the five documented ones and the two that are reported. */
function tegroNotification(plugin: Plugin, { tegroOptions }: Gateways): RawNotification {
  const fields: [string, string][] = [
    ["shop_id", DEFAULT_TEGRO_SHOP.publicKey],
    ["amount", "1490.5"],
    ["order_id", "mpg-5q2zk1h9x0w4abcdef"],
    ["payment_system", "36"],
    ["currency", "RUB"],
    ["status", "1"],
    ["id", "755555"],
  ]
  const [secretKey] = tegroOptions.secretKey
  if (!secretKey) throw new Error("The shop has no secret key")
  return received([...fields, ["sign", plugin.signFields(fields, secretKey)]])
}

function m2cerberNotification(plugin: Plugin, { m2cerberOptions }: Gateways): RawNotification {
  const [secretKey] = m2cerberOptions.secretKey
  if (!secretKey) throw new Error("The merchant has no secret key")
  const reference = "374891238471680"
  const amount = plugin.Money.of("500.00", "AZN")
  const url = plugin.callbackUrl(m2cerberOptions, { reference, amount, hookPath: "hooks" })
  const fields: [string, string][] = [
    ["status", "confirm"],
    ["payment_id", reference],
    ["confirm_sum", amount.amount],
  ]
  return {
    ...received(fields),
    headers: { signature: plugin.signPayment(reference, secretKey, "confirm", amount.amount) },
    pathReference: url.split("/").at(-1),
  }
}

const received = (fields: [string, string][]): RawNotification => ({
  body: Buffer.from(new URLSearchParams(fields).toString()),
  fields,
  query: [],
  headers: {},
})
