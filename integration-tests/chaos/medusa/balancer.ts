import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

/** What stands before the Medusa processes, as a proxy does in production: in turn, 502 when none answers. */
export interface Balancer {
  url: string
  stop(): Promise<void>
}

/** @param ports those of the processes that are up, at the moment of each request */
export async function startBalancer(ports: () => number[]): Promise<Balancer> {
  let turn = 0
  const server = createServer((incoming, answer) => {
    const up = ports()
    const port = up[turn++ % Math.max(1, up.length)]
    if (port === undefined) return badGateway(answer)
    forward(incoming, answer, port)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => close(server),
  }
}

function forward(incoming: IncomingMessage, answer: ServerResponse, port: number): void {
  const { method, url, headers } = incoming
  const outgoing = request(
    { host: "127.0.0.1", port, method, path: url, headers, agent: false },
    (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers)
      response.pipe(answer)
      response.once("error", () => answer.destroy())
    },
  )
  outgoing.once("error", () => badGateway(answer))
  incoming.pipe(outgoing)
}

function badGateway(answer: ServerResponse): void {
  if (answer.headersSent) answer.destroy()
  else answer.writeHead(502).end()
}

function close(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}
