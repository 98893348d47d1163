import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { asValue, createContainer } from "@medusajs/framework/awilix"
import { errorHandler, type MedusaRequest, type MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import express, { type RequestHandler } from "express"
import { hookRoutes } from "../../src/api/hooks/payment-gateways/middlewares"
import { receiveNotification } from "../../src/api/hooks/payment-gateways/receive"
import { systemRuntime, type Logger } from "../../src/core"
import { openEntry } from "../../src/gateways/entry"
import { m2cerber } from "../../src/gateways/m2cerber/gateway"
import { tegro } from "../../src/gateways/tegro/gateway"
import { yookassa } from "../../src/gateways/yookassa/gateway"
import { GATEWAY_LEDGER } from "../../src/modules/gateway-ledger"
import { M2CERBER, TEGRO, YOOKASSA } from "./entries"

/**
 * A process of its own that receives notifications as a Medusa does: with Express, Medusa's error handler, the plugin's
 * middlewares, reader and gateways. Where a database would be, it refuses what a database refuses.
 */
export interface ServerReport {
  /** Errors that nobody caught: each would have ended a Medusa. */
  uncaught: string[]
  /** Lines of the log at the level of errors. */
  errors: string[]
  /** Notifications that were believed. */
  received: number
}

const report: ServerReport = { uncaught: [], errors: [], received: 0 }
process.on("uncaughtException", (error) => void report.uncaught.push(String(error)))
process.on("unhandledRejection", (reason) => void report.uncaught.push(String(reason)))

const silent = () => undefined
const log = {
  debug: silent,
  info: silent,
  warn: silent,
  error: (line: unknown) => void report.errors.push(String(line)),
} as unknown as Logger

const UNSTORABLE = /[\0\p{Surrogate}]|.{10000}/u

const ledger = {
  inbox: {
    receive: async (notification: object) => {
      for (const text of textsIn(notification)) {
        if (UNSTORABLE.test(text)) throw new Error(`invalid byte sequence for encoding "UTF8"`)
      }
      report.received++
      return { id: "gwnot_1", isDue: false }
    },
  },
  attempts: { wakeNamed: async () => undefined },
  installation: {},
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value]
  if (typeof value !== "object" || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => [name, ...textsIn(inner)])
}

const runtime = systemRuntime(log)
const running = createContainer()
running.register({
  pp_tegro_main: asValue({ gateway: openEntry(tegro, TEGRO, runtime) }),
  pp_m2cerber_main: asValue({ gateway: openEntry(m2cerber, M2CERBER, runtime) }),
  pp_yookassa_main: asValue({ gateway: openEntry(yookassa, YOOKASSA, runtime) }),
})
const services: Record<string, unknown> = {
  [ContainerRegistrationKeys.LOGGER]: log,
  [GATEWAY_LEDGER]: ledger,
  [Modules.PAYMENT]: { paymentProviderService_: { __container__: running.cradle } },
}
const scope = { resolve: (name: string) => services[name] }

const app = express()
app.use((req, _res, next) => {
  Object.assign(req, { scope })
  next()
})
for (const { matcher, methods, middlewares } of hookRoutes) {
  if (!methods && middlewares) app.use(matcher as string, ...(middlewares as unknown as RequestHandler[]))
}
const hook: RequestHandler = (req, res, next) => {
  receiveNotification(req as unknown as MedusaRequest, res as unknown as MedusaResponse).catch(next)
}
for (const path of ["/:provider", "/:provider/:reference"]) {
  app.get(`/hooks/payment-gateways${path}`, hook)
  app.post(`/hooks/payment-gateways${path}`, hook)
}
app.use(errorHandler() as unknown as express.ErrorRequestHandler)

const server = createServer(app).listen(0, "127.0.0.1", () => {
  process.send?.({ port: (server.address() as AddressInfo).port })
})
process.on("message", () => process.send?.(report))
process.on("disconnect", () => process.exit())
