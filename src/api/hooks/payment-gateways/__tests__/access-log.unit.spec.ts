import type { AddressInfo } from "node:net"
import express, { type RequestHandler } from "express"
import { hookRoutes } from "../middlewares"

// The logger of Medusa's own access log, by the format that it has in production.
// eslint-disable-next-line @typescript-eslint/no-require-imports -- it has no types
const morgan = require("morgan") as (format: string, options: object) => RequestHandler

const CODE = "0123456789abcdef0123456789abcdef"
const lines: string[] = []
const seen: unknown[] = []

const app = express()
app.use(morgan(":method :url :status", { stream: { write: (line: string) => lines.push(line.trim()) } }))
for (const { matcher, methods, middlewares } of hookRoutes) {
  if (!methods) app.use(matcher as string, ...((middlewares ?? []) as unknown as RequestHandler[]))
}
app.post("/hooks/payment-gateways/:provider/:reference", ({ params, originalUrl }, res) => {
  seen.push([params.reference, originalUrl.split("?")[1] ?? ""])
  res.end()
})
const server = app.listen(0)
afterAll(() => void server.close())
beforeEach(() => {
  lines.length = 0
  seen.length = 0
})

const post = (path: string) =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { method: "POST" })

it("the access log does not hold what opens a payment's own address, and the route still reads it", async () => {
  const own = `1234567890-50000-${CODE}`
  await post(`/hooks/payment-gateways/m2cerber_main/${own}?source=a`)
  await post(`/HOOKS/payment-gateways/m2cerber_main/${own}`)
  await post(`/hooks/payment-gateways/m2cerber_main/${own}/more`)
  expect(lines.join()).not.toContain(CODE)
  expect(lines[0]).toBe("POST /hooks/payment-gateways/m2cerber_main/[hidden]?source=a 200")
  expect(seen).toEqual([
    [own, "source=a"],
    [own, ""],
  ])
})

it("the access log is left alone otherwise", async () => {
  await post("/hooks/payment-gateways/tegro_main?source=a")
  await post("/hooks/payment/m2cerber_main/1")
  expect(lines).toEqual([
    "POST /hooks/payment-gateways/tegro_main?source=a 404",
    "POST /hooks/payment/m2cerber_main/1 404",
  ])
})
