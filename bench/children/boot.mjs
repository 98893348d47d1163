// Boots the store without listening, takes payments up to the shopper's next step, and prints the memory in use.
// Needs --expose-gc. Arguments: the providers to pay with, and "axios" if axios is to be loaded and used once.
import { createRequire } from "node:module"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"

const require = createRequire(join(process.cwd(), "package.json"))
const requireOfMedusa = createRequire(require.resolve("@medusajs/medusa/package.json"))

const [providers = "", extra] = process.argv.slice(2)

const express = requireOfMedusa("express")
const { default: load } = require("@medusajs/medusa/loaders/index")
const started = performance.now()
const { container } = await load({ directory: process.cwd(), expressApp: express() })
const bootMs = performance.now() - started
const axiosWasLoaded = Object.keys(require.cache).some((file) => file.includes("/node_modules/axios/"))

if (extra === "axios") {
  const axios = require("axios")
  const { Agent } = await import("node:http")
  const client = axios.create({ httpAgent: new Agent({ keepAlive: true }) })
  await client.post(`${process.env.TEGRO_BASE_URL}api/balance/`, "{}", {
    headers: { "User-Agent": "bench" },
    validateStatus: () => true,
  })
}

const payment = container.resolve("payment")
for (const entry of providers.split(",")) {
  const [provider_id, currency_code] = entry.split(":")
  const collection = await payment.createPaymentCollections({ amount: 1490.5, currency_code })
  const session = await payment.createPaymentSession(collection.id, {
    provider_id,
    amount: 1490.5,
    currency_code,
    data: { user_wallet: "994501234567" },
  })
  if (!session?.id) throw new Error(`${provider_id} gave no session`)
}

// Finalizers and timers of the start need a few turns before everything that can go has gone.
for (let turn = 0; turn < 6; turn++) {
  globalThis.gc()
  await sleep(150)
}
const { heapUsed, external, rss } = process.memoryUsage()
console.log(JSON.stringify({ heapUsed, external, rss, bootMs, axiosWasLoaded }))
process.exit(0)
