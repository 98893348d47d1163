import http from "node:http"
import net from "node:net"
import type { Random } from "../chaos/random"
import type { Hostile } from "./bodies"

/** What came back: a status, or that the connection was closed without one. */
export type Outcome = number | "closed" | "silent"

const PATIENCE_MS = 60_000
const agent = new http.Agent({ keepAlive: true, maxSockets: 32 })

/** Sends a request as HTTP wants it, whole or in chunks. */
export function send(
  port: number,
  { path, method, headers, body }: Hostile,
  inChunks: boolean,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const length: [string, string] = inChunks
      ? ["Transfer-Encoding", "chunked"]
      : ["Content-Length", `${body.length}`]
    const request = http.request({
      ...{ port, host: "127.0.0.1", agent, method, path: `/hooks/payment-gateways/${path}` },
      headers: [["Host", "shop.example"], ...headers, length].flat() as unknown as http.OutgoingHttpHeaders,
      timeout: PATIENCE_MS,
    })
    request.once("response", (response) => {
      response.resume()
      response.once("close", () => resolve(response.statusCode ?? "closed"))
    })
    request.once("timeout", () => (resolve("silent"), request.destroy()))
    request.once("error", () => resolve("closed"))
    if (inChunks) for (let at = 0; at < body.length; at += 4_096) request.write(body.subarray(at, at + 4_096))
    request.end(inChunks ? undefined : body)
  })
}

/** Sends a request that breaks HTTP itself: broken off, of a wrong length, in chunks that are none, two at once. */
export function sendRaw(port: number, hostile: Hostile, random: Random): Promise<Outcome> {
  return new Promise((resolve) => {
    let answer = ""
    const socket = net.connect(port, "127.0.0.1")
    socket.setTimeout(PATIENCE_MS, () => (resolve("silent"), socket.destroy()))
    socket.setEncoding("latin1").on("data", (text) => (answer += text))
    socket.on("error", () => undefined)
    socket.once("close", () => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]) || "closed"))
    socket.write(broken(hostile, random))
    if (random.chance(0.5)) socket.end()
    else setTimeout(() => socket.destroy(), 5)
  })
}

function broken({ path, method, headers, body }: Hostile, random: Random): Buffer {
  const wrong = random.pick([
    () => ["Content-Length", `${body.length + random.between(1, 60_000)}`],
    () => ["Content-Length", `${Math.max(0, body.length - random.between(1, 50))}`],
    () => ["Content-Length", random.pick(["-1", "1e3", "99999999999999999999", "0x10", ""])],
    () => ["Transfer-Encoding", random.pick(["chunked", "gzip, chunked", "chunked, chunked", "identity"])],
    () => ["Transfer-Encoding", "chunked\r\nContent-Length: 5"],
    () => ["Content-Length", `${body.length}\r\nContent-Length: ${body.length + 1}`],
    () => ["Expect", "100-continue\r\nContent-Length: 10"],
    () => ["X-NUL", "\0"],
  ])()
  const lines = [...headers, ["Host", "shop.example"], wrong].map(([name, value]) => `${name}: ${value}`)
  const head = `${method} /hooks/payment-gateways/${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`
  const chunked = Buffer.concat([
    Buffer.from(`${body.length.toString(16)}\r\n`),
    body,
    Buffer.from("\r\n0\r\n\r\n"),
  ])
  const sent = wrong[0] === "Transfer-Encoding" ? chunked : body
  return Buffer.concat([Buffer.from(head, "latin1"), sent.subarray(0, random.between(0, sent.length))])
}
