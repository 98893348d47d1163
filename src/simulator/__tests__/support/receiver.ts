import { createServer, type IncomingHttpHeaders, type Server } from "node:http"
import type { AddressInfo } from "node:net"

/** One request as the store would see it. */
export interface Received {
  method: string
  path: string
  headers: IncomingHttpHeaders
  fields: Record<string, unknown>
}

/** A tiny store: keeps what arrives and answers 200, or the queued statuses first. */
export class Receiver {
  readonly received: Received[] = []
  /** Statuses of the next answers; 0 breaks the connection. */
  answers: number[] = []
  private server!: Server

  async start(): Promise<this> {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on("data", (chunk: Buffer) => chunks.push(chunk))
      request.on("end", () => {
        const url = new URL(request.url ?? "/", "http://store")
        const body = Buffer.concat(chunks).toString("utf8")
        const fields =
          request.method === "GET"
            ? Object.fromEntries(url.searchParams)
            : decode(request.headers["content-type"] ?? "", body)
        this.received.push({
          method: request.method ?? "",
          path: url.pathname,
          headers: request.headers,
          fields,
        })
        const status = this.answers.shift() ?? 200
        if (status === 0) return void request.socket.destroy()
        response.writeHead(status).end("OK")
      })
    })
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve))
    return this
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`
  }

  clear(): void {
    this.received.length = 0
    this.answers = []
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }
}

function decode(contentType: string, body: string): Record<string, unknown> {
  if (contentType.startsWith("application/json")) return JSON.parse(body) as Record<string, unknown>
  if (contentType.startsWith("application/x-www-form-urlencoded")) {
    return Object.fromEntries(new URLSearchParams(body))
  }
  const boundary = /boundary=(.+)$/.exec(contentType)?.[1]
  if (boundary === undefined) throw new Error(`unexpected content type ${contentType}`)
  const parts = body.split(`--${boundary}`).slice(1, -1)
  return Object.fromEntries(
    parts.map((part) => {
      const [, name = "", value = ""] =
        /^\r\nContent-Disposition: form-data; name="([^"]*)"\r\n\r\n(.*)\r\n$/s.exec(part) ?? []
      return [name, value]
    }),
  )
}
