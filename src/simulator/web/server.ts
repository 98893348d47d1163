import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { page, type WebReply, type WebRequest } from "./message"

const BODY_LIMIT = 1024 * 1024

/** Listens and hands every request, body read to the last byte, to `answer`. */
export async function listen(
  at: { port: number; host: string },
  answer: (request: WebRequest) => WebReply | Promise<WebReply>,
): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    void serve(incoming, outgoing, answer)
  })
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(at.port, at.host, resolve)
  })
  return server
}

/** `http://host:port` of a listening server; a wildcard host is reached through the loopback address. */
export function urlOf(server: Server): string {
  const { address, port } = server.address() as AddressInfo
  const host = address === "0.0.0.0" || address === "::" ? "127.0.0.1" : address
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`
}

/** Closes the server together with the connections it still holds. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

async function serve(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  answer: (request: WebRequest) => WebReply | Promise<WebReply>,
): Promise<void> {
  try {
    const body = await readBody(incoming)
    if (body === null) return send(outgoing, page(413, "Request body is too large"), "")
    const url = new URL(incoming.url ?? "/", "http://simulator")
    const method = incoming.method ?? "GET"
    const request = { method, path: url.pathname, query: url.searchParams, headers: incoming.headers, body }
    send(outgoing, await answer(request), method)
  } catch {
    // Either the client went away while sending, or a bug: a plain 500, as any server would.
    if (!outgoing.destroyed && !outgoing.headersSent) send(outgoing, page(500, "Internal Server Error"), "")
  }
}

async function readBody(incoming: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > BODY_LIMIT) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function send(outgoing: ServerResponse, reply: WebReply, method: string): void {
  if (reply.kind === "hold") return
  if (reply.kind === "reset") {
    outgoing.socket?.destroy()
    return
  }
  const body = Buffer.isBuffer(reply.body) ? reply.body : Buffer.from(reply.body, "utf8")
  outgoing.writeHead(reply.status, { ...reply.headers, "content-length": String(body.length) })
  outgoing.end(method === "HEAD" ? undefined : body)
}
