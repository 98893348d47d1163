import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import type { RawNotification } from "../../../src/core"
import { readNotification } from "../../../src/http"

/** A store's hook that believes nothing: it keeps each notification as it came in, decoded as a store decodes it. */
export class Receiver {
  readonly received: { method: string; path: string; raw: RawNotification }[] = []
  private server: Server | undefined

  async start(): Promise<this> {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on("data", (chunk: Buffer) => chunks.push(chunk))
      request.on("end", () => {
        void this.keep(request.method ?? "", request.url ?? "/", request.headers, Buffer.concat(chunks)).then(
          () => response.writeHead(200).end("OK"),
          (error: unknown) => response.writeHead(400).end(String(error)),
        )
      })
    })
    await new Promise<void>((resolve) => this.server?.listen(0, "127.0.0.1", resolve))
    return this
  }

  /** Port 1, where nobody listens, until it is started. */
  get url(): string {
    const { port } = (this.server?.address() as AddressInfo | undefined) ?? { port: 1 }
    return `http://127.0.0.1:${port}/`
  }

  /** Those with this value in the field, oldest first. */
  about(field: string, value: string): RawNotification[] {
    return this.received
      .map(({ raw }) => raw)
      .filter(({ fields, query }) =>
        [...fields, ...query].some(([name, text]) => name === field && text === value),
      )
  }

  clear(): void {
    this.received.length = 0
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections()
    await new Promise((resolve) => (this.server ? this.server.close(resolve) : resolve(undefined)))
  }

  private async keep(
    method: string,
    target: string,
    headers: NodeJS.Dict<string | string[]>,
    body: Buffer,
  ): Promise<void> {
    const url = new URL(target, this.url)
    const pathReference = url.pathname.split("/").at(-1)
    const raw = await readNotification({ headers, body, query: url.search.slice(1), pathReference })
    this.received.push({ method, path: url.pathname, raw })
  }
}
