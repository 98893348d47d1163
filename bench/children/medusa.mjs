// Serves the store with the plugin, and, on a second port, what the bench asks of the process itself: a sweep, what it
// has cost so far, and a catalog to sell from. Arguments: the two ports.
import { createServer } from "node:http"
import { createRequire } from "node:module"
import { join } from "node:path"

import { createCatalog } from "./catalog.mjs"
import { countGatewayCalls, countStatements } from "./counters.mjs"

const require = createRequire(join(process.cwd(), "package.json"))
const requireOfMedusa = createRequire(require.resolve("@medusajs/medusa/package.json"))

const [port, controlPort] = process.argv.slice(2).map(Number)
const LOOPBACK = "127.0.0.1"

// Before anything connects.
const statements = countStatements(requireOfMedusa)
const calls = countGatewayCalls(new URL(process.env.TEGRO_BASE_URL))

const express = requireOfMedusa("express")
const { default: load } = require("@medusajs/medusa/loaders/index")
const app = express()
const { container } = await load({ directory: process.cwd(), expressApp: app })
const { sweep } = require("medusa-payment-gateways/workflows")

let lastLook = performance.eventLoopUtilization()
const actions = {
  "/health": async () => ({ ok: true }),
  "/catalog": () => createCatalog(container, require),
  "/sweep": () => sweep(container),
  "/cost": async () => ({ statements: statements(), calls: calls(), cpuMs: cpuMs() }),
  // The share of time since the last look in which this process was at work.
  "/utilization": async () => {
    const now = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(now, lastLook)
    lastLook = now
    return { utilization }
  },
}

function cpuMs() {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

const control = createServer((request, response) => {
  const reply = (status, body) => response.writeHead(status).end(JSON.stringify(body))
  const action = actions[request.url] ?? (() => Promise.reject(new Error(`${request.url} is not known`)))
  action().then(
    (result) => reply(200, result),
    (error) => reply(500, { error: error.stack }),
  )
})
// A sweep may take minutes.
control.requestTimeout = 0
createServer(app).listen(port, LOOPBACK, () => control.listen(controlPort, LOOPBACK))
