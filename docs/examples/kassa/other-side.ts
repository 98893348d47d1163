import { createHmac } from "node:crypto"
import { createServer, type IncomingMessage } from "node:http"
import type { AddressInfo } from "node:net"
import { readNotification, type RawNotification } from "medusa-payment-gateways/gateway-kit"
import type { OtherSide, Trouble } from "medusa-payment-gateways/testing"

export const ACCOUNT = "shop"
export const SECRET_KEY = "kassa-secret-key"

type Answer = [status: number, body: object]

interface Payment {
  id: string
  reference: string
  state: "open" | "paid" | "returned"
  amount: string
  refunded: string
  currency: string
  url: string
}

interface Refund {
  id: string
  reference: string
  amount: string
  state: "done"
}

const sign = (bytes: string | Buffer) => createHmac("sha256", SECRET_KEY).update(bytes).digest("hex")
const kopecks = (amount: string) => BigInt(amount.replace(".", ""))
const rubles = (sum: bigint) => `${sum / 100n}.${String(sum % 100n).padStart(2, "0")}`

/** Kassa as its documentation describes it: the suite pays at it, looks into its records, and disturbs it. */
export class KassaOtherSide implements OtherSide {
  private readonly sent: { reference: string; raw: RawNotification }[] = []
  private nextTrouble: Trouble | undefined

  private readonly made = new Map<string, Payment>()
  private readonly returned = new Map<string, Refund>()
  private readonly calls: { key: string; body: string }[] = []

  clear(): void {
    for (const records of [this.made, this.returned]) records.clear()
    for (const list of [this.calls, this.sent]) list.length = 0
  }

  async pay(reference: string, amount?: string): Promise<void> {
    const payment = this.made.get(reference)
    if (!payment) throw new Error(`Kassa has no payment ${reference}`)
    Object.assign(payment, { state: "paid", amount: amount ?? payment.amount })
    const body = Buffer.from(JSON.stringify({ event: "payment.paid", account: ACCOUNT, payment }, null, 1))
    await this.notify(reference, { "X-Kassa-Signature": sign(body) }, body)
  }

  async payments(): Promise<{ reference: string; amount: string }[]> {
    return [...this.made.values()]
  }

  async operations(reference: string) {
    const refunds = [...this.returned.values()].filter((refund) => refund.reference === reference)
    return refunds.map(({ amount }) => ({ kind: "refund" as const, amount }))
  }

  async operationCalls() {
    return this.calls
  }

  private answer({ method, url = "", headers }: IncomingMessage, body: string): Answer {
    if (headers.authorization !== sign(body || url.slice(1))) return [401, { error: "unauthorized" }]
    const key = String(headers["idempotency-key"] ?? "")
    const [, list, name = ""] = url.split("/").map(decodeURIComponent)
    const records = list === "refunds" ? this.returned : this.made
    if (method === "GET") {
      const found = records.get(name)
      return found ? [200, found] : [404, { error: "unknown" }]
    }
    if (list === "refunds") this.calls.push({ key, body })
    const known = records.get(key)
    return known ? [200, known] : list === "refunds" ? this.refund(key, body) : this.create(key, body)
  }

  private create(key: string, body: string): Answer {
    const { reference, amount } = JSON.parse(body) as Payment
    const [id, url] = [`k-${reference}`, `${this.url}pay/${reference}`]
    const created: Payment = {
      ...{ id, reference, state: "open", amount },
      ...{ refunded: "0.00", currency: "RUB", url },
    }
    this.made.set(key, created)
    return [200, created]
  }

  private refund(key: string, body: string): Answer {
    const { reference, amount } = JSON.parse(body) as Refund
    const payment = this.made.get(reference)
    if (payment?.state !== "paid") return [409, { error: "not_paid" }]
    const left = kopecks(payment.amount) - kopecks(payment.refunded) - kopecks(amount)
    if (left < 0n) return [409, { error: "more_than_left" }]
    payment.refunded = rubles(kopecks(payment.amount) - left)
    if (left === 0n) payment.state = "returned"
    const refund: Refund = { id: `r-${this.returned.size + 1}`, reference, amount, state: "done" }
    this.returned.set(key, refund)
    return [200, refund]
  }

  async notifications(reference: string): Promise<RawNotification[]> {
    return this.sent.filter((one) => one.reference === reference).map(({ raw }) => raw)
  }

  /** As it would arrive at the store. */
  protected async notify(reference: string, headers: Record<string, string>, body: Buffer): Promise<void> {
    const request = { headers: { "Content-Type": "application/json", ...headers }, body }
    this.sent.push({ reference, raw: await readNotification(request) })
  }

  readonly troubles: readonly Trouble[] = [
    ...(["silence_after_success", "garbage", "server_error", "error_answer"] as const),
    ...(["not_found_page", "wrong_reference", "wrong_amount"] as const),
  ]

  /** Spoils the next call. */
  async trouble(kind: Trouble): Promise<void> {
    this.nextTrouble = kind
  }

  private readonly server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      const trouble = this.nextTrouble
      this.nextTrouble = undefined
      if (trouble === "server_error") return response.writeHead(500).end("trouble")
      const isRepaired = trouble === "error_answer"
      const answer = isRepaired ? REPAIRS : this.answer(request, Buffer.concat(chunks).toString())
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
}

/** An error of Kassa's own that tells nothing of a payment. */
const REPAIRS: Answer = [400, { error: "repairs" }]

/** The answer as the trouble leaves it; the names are those in Kassa's own answers. */
function spoilt(trouble: Trouble | undefined, [status, answer]: Answer): [status: number, body: string] {
  if (trouble === "garbage") return [status, "<html>"]
  if (trouble === "not_found_page") return [404, '{"message":"no Route matched"}']
  const patch = {
    ...(trouble === "wrong_reference" && { reference: "x" }),
    ...(trouble === "wrong_amount" && { amount: "0.01" }),
  }
  return [status, JSON.stringify({ ...answer, ...patch })]
}
