/** other-side.ts: the gateway's side of the street, for the suite. */
export const OTHER_SIDE = `import { createHmac } from "node:crypto"
import { createServer, type IncomingMessage } from "node:http"
import type { AddressInfo } from "node:net"
import { readNotification, type RawNotification } from "medusa-payment-gateways/gateway-kit"
import type { OtherSide, Trouble } from "medusa-payment-gateways/testing"

export const ACCOUNT = "shop"
export const SECRET_KEY = "{{name}}-secret-key"

type Answer = [status: number, body: object]

// TODO 1: how {{Name}} signs, and what it keeps of a payment, in its own names.
interface Payment {
  reference: string
  amount: string
}
const sign = (bytes: string | Buffer) => createHmac("sha256", SECRET_KEY).update(bytes).digest("hex")

/** {{Name}} as its documentation describes it: the suite pays at it, looks into its records, and disturbs it. */
export class {{Name}}OtherSide implements OtherSide {
  private readonly sent: { reference: string; raw: RawNotification }[] = []
  private nextTrouble: Trouble | undefined

  // TODO 2: its records, and the shopper who pays.
  private readonly made = new Map<string, Payment>()
  clear(): void {
    throw new Error("TODO 1 to 3 in other-side.ts: write down how {{Name}}'s documentation describes its API")
  }
  async pay(reference: string, amount?: string): Promise<void> {
    const body = Buffer.from(JSON.stringify({ reference, amount }))
    await this.notify(reference, { "X-Signature": sign(body) }, body)
  }
  async payments(): Promise<{ reference: string; amount: string }[]> {
    return [...this.made.values()]
  }

  // TODO 3: its API.
  private answer({ method, url }: IncomingMessage, body: string): Answer {
    return [501, { error: \`TODO 3 in other-side.ts: \${method} \${url} with \${body.length} bytes\` }]
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
    return \`http://127.0.0.1:\${(this.server.address() as AddressInfo | null)?.port ?? 0}/\`
  }
}

/** An error of {{Name}}'s own that tells nothing of a payment. */
const REPAIRS: Answer = [400, { error: "repairs" }]

/** The answer as the trouble leaves it; the names are those in {{Name}}'s own answers. */
function spoilt(trouble: Trouble | undefined, [status, answer]: Answer): [status: number, body: string] {
  if (trouble === "garbage") return [status, "<html>"]
  if (trouble === "not_found_page") return [404, '{"message":"no Route matched"}']
  const patch = {
    ...(trouble === "wrong_reference" && { reference: "x" }),
    ...(trouble === "wrong_amount" && { amount: "0.01" }),
  }
  return [status, JSON.stringify({ ...answer, ...patch })]
}
`
