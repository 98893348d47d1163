import { createHmac } from "node:crypto"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { kassa } from "../../docs/examples/kassa/gateway"
import type { RawNotification } from "../../src/core"
import { openEntry } from "../../src/gateways/entry"
import type { GatewayHarness, Trouble } from "../../src/testing"
import { runConformance } from "./support/run-conformance"

const KEY = "kassa-secret-key"
const ACCOUNT = "shop"
const sign = (text: string) => createHmac("sha256", KEY).update(text).digest("hex")

interface Payment {
  id: string
  reference: string
  state: string
  amount: string
  currency: string
  url: string
}

/** The other side of the documentation's example. */
class KassaServer {
  payments = new Map<string, Payment>()
  sent: RawNotification[] = []
  nextTrouble: Trouble | undefined
  private readonly server: Server = createServer((request, response) => {
    let body = ""
    request.on("data", (chunk) => (body += chunk))
    request.on("end", () => {
      const [status, answer] = this.answer(
        request.method ?? "",
        request.url ?? "",
        body,
        request.headers.authorization,
      )
      const spoilt = this.spoil(status, JSON.stringify(answer))
      response.writeHead(spoilt.status).end(spoilt.body)
    })
  })

  listen = () => new Promise<void>((done) => void this.server.listen(0, "127.0.0.1", done))
  close = () => new Promise((done) => this.server.close(done))

  get url(): string {
    // Zero before it listens: the suite looks at a gateway before any test runs.
    return `http://127.0.0.1:${(this.server.address() as AddressInfo | null)?.port ?? 0}/`
  }

  pay(reference: string, amount?: string): void {
    const payment = this.payments.get(reference)!
    Object.assign(payment, { state: "paid", amount: amount ?? payment.amount })
    const fields = { account: ACCOUNT, reference, state: "paid", sign: sign(`${ACCOUNT}:${reference}:paid`) }
    const body = Buffer.from(new URLSearchParams(fields).toString())
    this.sent.push({ body, fields: Object.entries(fields), query: [], headers: {} })
  }

  private spoil(status: number, answer: string): { status: number; body: string } {
    const trouble = this.nextTrouble
    this.nextTrouble = undefined
    if (trouble === "garbage") return { status, body: "<html>" }
    if (trouble === "not_found_page") return { status: 404, body: '{"message":"no Route matched"}' }
    if (trouble === "error_answer") return { status: 400, body: '{"error":"repairs"}' }
    const patch = {
      ...(trouble === "wrong_reference" && { reference: "x" }),
      ...(trouble === "wrong_amount" && { amount: "0.01" }),
    }
    return { status, body: JSON.stringify({ ...JSON.parse(answer), ...patch }) }
  }

  private answer(method: string, path: string, body: string, authorization = ""): [number, object] {
    if (authorization !== sign(body || path.slice(1))) return [401, {}]
    if (method === "GET") {
      const found = this.payments.get(decodeURIComponent(path.split("/").at(-1) ?? ""))
      return found ? [200, found] : [404, { error: "unknown_payment" }]
    }
    const { reference, amount } = JSON.parse(body) as Payment
    const created = {
      id: `k-${reference}`,
      reference,
      state: "open",
      amount,
      currency: "RUB",
      url: `${this.url}pay/${reference}`,
    }
    this.payments.set(reference, created)
    return [200, created]
  }
}

const server = new KassaServer()

const harness: GatewayHarness = {
  create: (setup, runtime) =>
    openEntry(
      kassa,
      {
        account: setup === "other_account" ? "another" : ACCOUNT,
        secretKey: setup === "wrong_key" ? "another" : KEY,
        baseUrl: setup === "unreachable" ? "http://127.0.0.1:1/" : server.url,
      },
      runtime,
    ),
  otherSide: {
    pay: async (reference, amount) => server.pay(reference, amount),
    payments: async () => [...server.payments.values()],
    notifications: async (reference) => server.sent.filter(({ fields }) => fields[1]?.[1] === reference),
    troubles: ["garbage", "error_answer", "not_found_page", "wrong_reference", "wrong_amount"],
    trouble: async (kind) => {
      server.nextTrouble = kind
    },
  },
  reset: async () => {
    server.payments.clear()
    server.sent = []
  },
  currency: "RUB",
  secrets: [KEY],
}

describe("the gateway of docs/adding-a-gateway.md", () => {
  beforeAll(() => server.listen())
  afterAll(() => server.close())
  runConformance(harness)
})
