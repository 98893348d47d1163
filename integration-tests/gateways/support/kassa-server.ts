import { createHmac } from "node:crypto"
import { createServer, type IncomingMessage, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { readNotification } from "../../../src/http"
import type { RawNotification } from "../../../src/core"
import type { Trouble } from "../../../src/testing"

export const KASSA_KEY = "kassa-secret-key"
export const KASSA_ACCOUNT = "shop"

const sign = (text: string | Buffer) => createHmac("sha256", KASSA_KEY).update(text).digest("hex")

interface Payment {
  id: string
  reference: string
  state: string
  amount: string
  refunded: string
  currency: string
  url: string
}

interface Refund {
  id: string
  reference: string
  amount: string
  state: string
}

type Answer = [status: number, body: object]

/** The other side of the documentation's example: payments, and refunds by their keys. */
export class KassaServer {
  readonly payments = new Map<string, Payment>()
  readonly refunds = new Map<string, Refund>()
  readonly sent: { reference: string; raw: RawNotification }[] = []
  readonly calls: { key: string; body: string }[] = []
  nextTrouble: Trouble | undefined
  private readonly server: Server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      const trouble = this.nextTrouble
      this.nextTrouble = undefined
      if (trouble === "server_error") return response.writeHead(500).end("trouble")
      const answer =
        trouble === "error_answer" ? repairs : this.answer(request, Buffer.concat(chunks).toString())
      if (trouble === "silence_after_success") return response.destroy()
      const [status, body] = spoilt(trouble, answer)
      return response.writeHead(status).end(body)
    })
  })

  listen = () => new Promise<void>((done) => void this.server.listen(0, "127.0.0.1", done))
  close = () => {
    this.server.closeAllConnections()
    return new Promise((done) => this.server.close(done))
  }

  get url(): string {
    // Zero before it listens: the suite looks at a gateway before any test runs.
    return `http://127.0.0.1:${(this.server.address() as AddressInfo | null)?.port ?? 0}/`
  }

  clear(): void {
    this.payments.clear()
    this.refunds.clear()
    this.sent.length = 0
    this.calls.length = 0
  }

  async pay(reference: string, amount?: string): Promise<void> {
    const payment = this.payments.get(reference)!
    Object.assign(payment, { state: "paid", amount: amount ?? payment.amount })
    const body = Buffer.from(
      JSON.stringify({ event: "payment.paid", account: KASSA_ACCOUNT, payment }, null, 1),
    )
    const headers = { "Content-Type": "application/json", "X-Kassa-Signature": sign(body) }
    this.sent.push({ reference, raw: await readNotification({ headers, body }) })
  }

  private answer({ method, url = "", headers }: IncomingMessage, body: string): Answer {
    if (headers.authorization !== sign(body || url.slice(1))) return [401, { error: "unauthorized" }]
    const key = String(headers["idempotency-key"] ?? "")
    const [, list, name = ""] = url.split("/").map(decodeURIComponent)
    const book = list === "refunds" ? this.refunds : this.payments
    if (method === "GET") {
      const found = book.get(name)
      return found ? [200, found] : [404, { error: "unknown" }]
    }
    if (list === "refunds") this.calls.push({ key, body })
    const known = book.get(key)
    return known ? [200, known] : list === "refunds" ? this.refund(key, body) : this.create(key, body)
  }

  private create(key: string, body: string): Answer {
    const { reference, amount } = JSON.parse(body) as Payment
    const [id, url] = [`k-${reference}`, `${this.url}pay/${reference}`]
    const created = { id, reference, state: "open", amount, refunded: "0.00", currency: "RUB", url }
    this.payments.set(key, created)
    return [200, created]
  }

  private refund(key: string, body: string): Answer {
    const { reference, amount } = JSON.parse(body) as Refund
    const payment = this.payments.get(reference)
    if (payment?.state !== "paid") return [409, { error: "not_paid" }]
    const left = kopecks(payment.amount) - kopecks(payment.refunded) - kopecks(amount)
    if (left < 0n) return [409, { error: "more_than_left" }]
    payment.refunded = rubles(kopecks(payment.amount) - left)
    if (left === 0n) payment.state = "returned"
    const made = { id: `r-${this.refunds.size + 1}`, reference, amount, state: "done" }
    this.refunds.set(key, made)
    return [200, made]
  }
}

const kopecks = (amount: string) => BigInt(amount.replace(".", ""))
const rubles = (sum: bigint) => `${sum / 100n}.${String(sum % 100n).padStart(2, "0")}`

const repairs: Answer = [400, { error: "repairs" }]

function spoilt(trouble: Trouble | undefined, [status, answer]: Answer): [status: number, body: string] {
  if (trouble === "garbage") return [status, "<html>"]
  if (trouble === "not_found_page") return [404, '{"message":"no Route matched"}']
  const patch = {
    ...(trouble === "wrong_reference" && { reference: "x" }),
    ...(trouble === "wrong_amount" && { amount: "0.01" }),
  }
  return [status, JSON.stringify({ ...answer, ...patch })]
}
