import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import { createServer as createTcpServer, type AddressInfo } from "node:net"
import { GatewayUnavailable, OutcomeUnknown } from "../../core/errors"
import type { Runtime } from "../../core/runtime"
import { version } from "../../version"
import type { Call } from "../call"
import { failureOf } from "../failure"
import { createTransport, type Transport } from "../transport"

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void

interface Received {
  method: string
  url: string
  headers: IncomingMessage["headers"]
  body: string
  /** The client's port: one for each connection. */
  port: number
}

let server: Server
let handler: Handler
let received: Received[]
let logged: string[]
let slept: number[]
let baseUrl: string

const runtime: Runtime = {
  now: () => 1_700_000_000_000,
  random: () => 0.5,
  sleep: async (ms) => void slept.push(ms),
  log: {
    debug: (line) => logged.push(line),
    info: (line) => logged.push(line),
    warn: (line) => logged.push(line),
    error: (line) => logged.push(line),
  },
}

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8")
      const { method = "", url = "", headers } = request
      received.push({ method, url, headers, body, port: request.socket.remotePort ?? 0 })
      handler(request, response, body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/shop/`
})

afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

beforeEach(() => {
  received = []
  logged = []
  slept = []
  handler = answer(200, "{}")
})

const answer =
  (status: number, body: string, headers: Record<string, string> = {}): Handler =>
  (_request, response) =>
    void response.writeHead(status, headers).end(body)

/** The given handlers one after another; the last one stays. */
const inTurn = (...handlers: Handler[]): Handler => {
  let turn = 0
  return (...args) => handlers[Math.min(turn++, handlers.length - 1)]?.(...args)
}

/** For gateways that stay silent, in milliseconds; whatever answers at all answers in time on a busy machine. */
const IMPATIENT = 500

const transport = (to = baseUrl, totalMs = 30_000): Transport =>
  createTransport({ gateway: "tegro", baseUrl: to, timeouts: { connectMs: 1_000, totalMs }, runtime })

const call = (change: Partial<Call> = {}): Call => ({
  name: "order",
  method: "POST",
  path: "api/order/",
  kind: "read",
  sign: () => ({ headers: { Authorization: "Bearer s3cret-signature" }, body: '{"a":"б\\/"}' }),
  ...change,
})

const READ = { kind: "read" } as const
const WRITE = { kind: "once" } as const
const KEYED = { kind: "keyed" } as const

describe("a request", () => {
  it("arrives byte for byte as it was signed", async () => {
    const body = '{"amount":1200.50, "n":"\\u0417 №1"}\n'
    await transport().send(
      call({ sign: () => ({ headers: { "Content-Type": "application/json", Signature: "abc" }, body }) }),
    )
    expect(received).toHaveLength(1)
    expect(received[0]).toMatchObject({ method: "POST", url: "/shop/api/order/", body })
    expect(received[0]?.headers).toMatchObject({
      signature: "abc",
      "content-type": "application/json",
      "content-length": String(Buffer.byteLength(body)),
      accept: "application/json",
    })
  })

  it("can carry the same data in the query and in the body of a GET", async () => {
    const sign = () => ({ headers: { "Content-Type": "application/json" }, body: '{"payment_id":"1"}' })
    await transport().send(call({ method: "GET", query: { payment_id: "1 &" }, sign }))
    const [request] = received
    expect(request).toMatchObject({ method: "GET", body: '{"payment_id":"1"}' })
    expect(new URL(request?.url ?? "", baseUrl).searchParams.get("payment_id")).toBe("1 &")
  })

  it("names the plugin and its version, since Cloudflare turns default names away", async () => {
    await transport().send(call())
    expect(received[0]?.headers["user-agent"]).toMatch(
      /^Mozilla\/5\.0 \(compatible; medusa-payment-gateways\//,
    )
    expect(received[0]?.headers["user-agent"]).toContain(version)
  })

  it("uses one connection for calls made one after another", async () => {
    const to = transport()
    for (let i = 0; i < 5; i++) await to.send(call(i % 2 === 0 ? READ : WRITE))
    expect(new Set(received.map(({ port }) => port)).size).toBe(1)
  })
})

describe("an answer", () => {
  it("is handed over with its status and text, whatever the gateway says below 500", async () => {
    for (const status of [200, 400, 401, 403, 404]) {
      handler = answer(status, `{"status":${status}}`)
      expect(await transport().send(call(WRITE))).toEqual({ status, body: `{"status":${status}}` })
    }
  })

  it("that sends us elsewhere is not followed, since the signature would go with us", async () => {
    for (const status of [301, 302, 303, 307, 308]) {
      handler = answer(status, "moved", { Location: `${baseUrl}elsewhere` })
      expect(await transport().send(call())).toEqual({ status, body: "moved" })
    }
    expect(received.map(({ url }) => url)).toEqual(Array(5).fill("/shop/api/order/"))
  })

  it("of many megabytes is not read to its end", async () => {
    handler = answer(200, "x".repeat(3 * 1024 * 1024))
    await expect(transport(baseUrl, 5_000).send(call(WRITE))).rejects.toBeInstanceOf(OutcomeUnknown)
    await expect(transport(baseUrl, 5_000).send(call(READ))).rejects.toBeInstanceOf(GatewayUnavailable)
  })

  it("without a body is an empty text", async () => {
    handler = answer(204, "")
    expect(await transport().send(call())).toEqual({ status: 204, body: "" })
  })
})

describe("a gateway that cannot be reached", () => {
  const closedPort = async () => {
    const probe = createTcpServer()
    await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve))
    const { port } = probe.address() as AddressInfo
    await new Promise((resolve) => probe.close(resolve))
    return `http://127.0.0.1:${port}/`
  }

  it.each([
    ["reading", READ],
    ["writing", WRITE],
  ])("has accepted nothing, so that %s was tried three times and may be tried again", async (_what, kind) => {
    let signed = 0
    const sign = () => ({ headers: { Nonce: String(++signed) } })
    await expect(transport(await closedPort()).send(call({ ...kind, sign }))).rejects.toMatchObject({
      kind: "unavailable",
      code: "gateway_unavailable",
    })
    expect(signed).toBe(3)
    expect(slept).toHaveLength(2)
  })

  it("is named with the call and the reason, for the merchant", async () => {
    await expect(transport(await closedPort()).send(call())).rejects.toThrow(/tegro .*order.*ECONNREFUSED/)
  })

  it("by its name counts as not reached", async () => {
    const nowhere = transport("http://no-such-host.invalid/", 5_000)
    await expect(nowhere.send(call(WRITE))).rejects.toBeInstanceOf(GatewayUnavailable)
  })
})

describe("a route that is lost", () => {
  const lost = (syscall: string) => Object.assign(new Error("no route"), { code: "EHOSTUNREACH", syscall })

  it("before the connection was made let nothing through", () => {
    expect(failureOf(lost("connect"))).toBe("not_sent")
    expect(failureOf(Object.assign(new Error("axios"), { cause: lost("connect") }))).toBe("not_sent")
    const ofEach = new AggregateError([lost("connect"), lost("connect")])
    expect(failureOf(Object.assign(ofEach, { code: "EHOSTUNREACH" }))).toBe("not_sent")
  })

  it("while the answer was awaited may have let the call through", () => {
    expect(failureOf(lost("read"))).toBe("no_answer")
    expect(failureOf(Object.assign(new Error("axios"), { code: "ENETUNREACH", cause: lost("read") }))).toBe(
      "no_answer",
    )
  })
})

describe("a gateway that does not answer", () => {
  const silence: Handler = () => {}
  const hangUp: Handler = (request) => void request.socket.destroy()

  it.each([
    ["stays silent", silence],
    ["hangs up", hangUp],
  ])("and %s after a write may have acted: the write is sent once only", async (_what, trouble) => {
    handler = trouble
    await expect(transport(baseUrl, IMPATIENT).send(call(WRITE))).rejects.toMatchObject({
      kind: "outcome_unknown",
    })
    expect(received).toHaveLength(1)
    expect(slept).toEqual([])
  })

  it.each([
    ["stays silent", silence],
    ["hangs up", hangUp],
  ])("and %s after a question is asked again, with a new signature each time", async (_what, trouble) => {
    handler = inTurn(trouble, trouble, answer(200, "third time"))
    let nonce = 0
    const sign = () => ({ headers: { Nonce: String(++nonce) } })
    expect(await transport(baseUrl, IMPATIENT).send(call({ sign }))).toEqual({
      status: 200,
      body: "third time",
    })
    expect(received.map(({ headers }) => headers.nonce)).toEqual(["1", "2", "3"])
  })

  it("is given up after three tries", async () => {
    handler = hangUp
    await expect(transport().send(call(READ))).rejects.toBeInstanceOf(GatewayUnavailable)
    expect(received).toHaveLength(3)
  })

  it("for half of its answer counts as silent", async () => {
    handler = (_request, response) => void response.writeHead(200, { "Content-Length": "100" }).write("half")
    await expect(transport(baseUrl, IMPATIENT).send(call(WRITE))).rejects.toBeInstanceOf(OutcomeUnknown)
    expect(received).toHaveLength(1)
  })

  it("is waited for longer from try to try, by the injected clock", async () => {
    handler = hangUp
    await transport()
      .send(call(READ))
      .catch(() => {})
    expect(slept).toEqual([150, 300])
  })
})

describe("a gateway in trouble", () => {
  it.each([500, 502, 503, 504, 520, 524])("may have acted on a write before it said %i", async (status) => {
    handler = answer(status, "<h1>trouble</h1>")
    await expect(transport().send(call(WRITE))).rejects.toBeInstanceOf(OutcomeUnknown)
    expect(received).toHaveLength(1)
  })

  it.each([500, 502, 503, 504])("is asked again after %i", async (status) => {
    handler = inTurn(answer(status, "trouble"), answer(200, "well"))
    expect(await transport().send(call(READ))).toEqual({ status: 200, body: "well" })
  })

  it("that has had too many requests accepted none of them", async () => {
    handler = answer(429, "slow down")
    await expect(transport().send(call(WRITE))).rejects.toBeInstanceOf(GatewayUnavailable)
    expect(received).toHaveLength(1)
    await expect(transport().send(call(READ))).rejects.toBeInstanceOf(GatewayUnavailable)
    expect(received).toHaveLength(4)
  })
})

describe("a call with a key", () => {
  const silence: Handler = () => {}
  const hangUp: Handler = (request) => void request.socket.destroy()
  const keyed = (change: Partial<Call> = {}) => call({ ...KEYED, ...change })

  it.each([
    ["silence", silence],
    ["a broken connection", hangUp],
    ["an error of the gateway's own", answer(500, "trouble")],
    ["a limit", answer(429, "slow down")],
  ])("is repeated after %s, with the same key and the same bytes", async (_what, trouble) => {
    handler = inTurn(trouble, trouble, answer(200, "done"))
    let nonce = 0
    const sign = () => ({ headers: { Key: "k-1", Nonce: String(++nonce) }, body: '{"amount":"1.00"}' })
    expect(await transport(baseUrl, IMPATIENT).send(keyed({ sign }))).toMatchObject({
      status: 200,
      body: "done",
    })
    expect(received.map(({ headers, body }) => [headers.key, headers.nonce, body])).toEqual([
      ["k-1", "1", '{"amount":"1.00"}'],
      ["k-1", "2", '{"amount":"1.00"}'],
      ["k-1", "3", '{"amount":"1.00"}'],
    ])
  })

  it("is never repeated with another body, which would be another operation", async () => {
    handler = hangUp
    let tries = 0
    const sign = () => ({ headers: {}, body: `{"try":${++tries}}` })
    await expect(transport().send(keyed({ sign }))).rejects.toBeInstanceOf(TypeError)
    expect(received).toHaveLength(1)
  })

  it("may have been done when its tries end without an answer", async () => {
    handler = silence
    await expect(transport(baseUrl, IMPATIENT).send(keyed())).rejects.toMatchObject({
      kind: "outcome_unknown",
    })
    expect(received).toHaveLength(3)
  })

  it.each<[string, Handler, string]>([
    ["a limit", answer(429, "slow down"), "gateway_unavailable"],
    ["a firewall", answer(403, "error code: 1020"), "blocked_by_firewall"],
  ])("was surely not done when nothing met it but %s", async (_what, trouble, code) => {
    handler = trouble
    await expect(transport().send(keyed())).rejects.toMatchObject({ kind: "unavailable", code })
  })

  it.each<[string, Handler]>([
    ["a limit", answer(429, "slow down")],
    ["a firewall", answer(403, "error code: 1020")],
  ])("may have been done when %s comes after a lost answer", async (_what, trouble) => {
    handler = inTurn(hangUp, trouble)
    await expect(transport().send(keyed())).rejects.toMatchObject({ kind: "outcome_unknown" })
  })

  it("tells of an answer that it follows a lost one, whose doings it says nothing about", async () => {
    handler = inTurn(hangUp, answer(400, "no"))
    expect(await transport().send(keyed())).toEqual({ status: 400, body: "no", followsUnclear: true })
    handler = inTurn(answer(429, "slow down"), answer(400, "no"))
    expect(await transport().send(keyed())).toEqual({ status: 400, body: "no" })
  })

  it("waits as long as the gateway asks, in its header or in its own words", async () => {
    handler = inTurn(
      answer(503, "", { "Retry-After": "2" }),
      answer(202, '{"retry_after":1800}'),
      answer(200, "ok"),
    )
    const retryAfterMs = ({ status, body }: { status: number; body: string }) =>
      status === 202 ? (JSON.parse(body) as { retry_after: number }).retry_after : undefined
    expect(await transport().send(keyed({ retryAfterMs }))).toMatchObject({ body: "ok" })
    expect(slept).toEqual([2_000, 1_800])
  })

  it.each<[string, Record<string, string>, number]>([
    ["a date", { "Retry-After": new Date(1_700_000_004_000).toUTCString() }, 4_000],
    ["a date that is over", { "Retry-After": new Date(1_600_000_000_000).toUTCString() }, 150],
    ["no time at all", { "Retry-After": "soon" }, 150],
    ["less than is decent", { "Retry-After": "0" }, 150],
  ])("waits for %s", async (_what, headers, ms) => {
    handler = inTurn(answer(429, "", headers), answer(200, "ok"))
    await transport().send(keyed())
    expect(slept).toEqual([ms])
  })

  it("does not wait for ever: whoever made it comes again later", async () => {
    handler = answer(202, "")
    const later = keyed({ retryAfterMs: ({ status }) => (status === 202 ? 60_000 : undefined) })
    await expect(transport().send(later)).rejects.toMatchObject({ kind: "outcome_unknown" })
    handler = answer(503, "", { "Retry-After": "3600" })
    await expect(transport().send(call(READ))).rejects.toMatchObject({ kind: "unavailable" })
    expect([received.length, slept]).toEqual([2, []])
  })

  it("may take longer than others", async () => {
    handler = (_request, response) => void setTimeout(() => response.writeHead(200).end("late"), 400)
    expect(await transport(baseUrl, 150).send(keyed({ totalMs: 30_000 }))).toMatchObject({ body: "late" })
    expect(received).toHaveLength(1)
  })
})

describe("a firewall before the gateway", () => {
  const blockPage = (code: number) =>
    `<!DOCTYPE html><html><head><title>Access denied | Cloudflare</title></head><body>error code: ${code}</body></html>`

  it.each([
    [403, blockPage(1010)],
    [403, "error code: 1010"],
    [503, blockPage(1020)],
  ])("that answers %i let nothing through: the merchant is told so", async (status, page) => {
    handler = answer(status, page)
    await expect(transport().send(call(WRITE))).rejects.toMatchObject({
      kind: "unavailable",
      code: "blocked_by_firewall",
    })
    expect(received).toHaveLength(1)
  })

  it.each([
    ["plain text", 403, "error code: 1020", {}],
    [
      "its page of today",
      403,
      `<title>Access denied | tegro.money used Cloudflare to restrict access</title>${" ".repeat(6_000)}`,
      {},
    ],
    [
      "the number in a heading",
      403,
      `<html>${" ".repeat(6_000)}<span data-translate="error">Error</span> <span>1020</span>`,
      {},
    ],
    ["a rate limit", 429, "error code: 1015", {}],
    ["a challenge", 403, "<html>", { "cf-mitigated": "challenge" }],
    ["a challenge by its page", 503, "<!DOCTYPE html><title>Just a moment...</title>", {}],
    ["a challenge of any status", 200, "<html>", { "CF-Mitigated": "Challenge" }],
  ])("is known by %s, for reading and writing calls", async (_what, status, page, headers) => {
    handler = answer(status, page, headers as Record<string, string>)
    for (const kind of [WRITE, READ]) {
      await expect(transport().send(call(kind))).rejects.toMatchObject({
        kind: "unavailable",
        code: "blocked_by_firewall",
      })
    }
  })

  it("is not suspected when the gateway speaks of a code of its own", async () => {
    handler = answer(403, '{"type":"error","desc":"Error code 10"}', { server: "cloudflare" })
    expect(await transport().send(call())).toMatchObject({ status: 403 })
  })

  it("is not suspected when the gateway's own trouble page carries Cloudflare's script", async () => {
    const page = '<h1>503</h1><script src="https://static.cloudflareinsights.com/beacon.min.js"></script>'
    handler = answer(503, page)
    await expect(transport().send(call(WRITE))).rejects.toBeInstanceOf(OutcomeUnknown)
  })

  it("is not suspected when the gateway itself says 403", async () => {
    handler = answer(403, '{"type":"error","desc":"Wrong authorization token"}')
    expect(await transport().send(call())).toMatchObject({ status: 403 })
  })
})

it("logs each try without a body, a header, a query or a secret", async () => {
  const secrets = { payment_id: "3636363-in-query" }
  const sign = () => ({ headers: { Signature: "s3cret-signature" }, body: "s3cret-body" })
  handler = inTurn(
    answer(200, "s3cret-answer"),
    answer(500, "s3cret-answer"),
    (request) => void request.socket.destroy(),
    answer(200, "s3cret-answer", { "Set-Cookie": "s3cret-cookie" }),
  )
  const to = transport()
  await to.send(call({ query: secrets, sign }))
  await to.send(call({ query: secrets, sign }))
  await transport("http://127.0.0.1:1/")
    .send(call({ query: secrets, sign }))
    .catch((error: Error) => {
      logged.push(error.message, String(error.stack), JSON.stringify(error))
    })
  expect(logged.length).toBeGreaterThanOrEqual(7)
  expect(logged.join("\n")).not.toMatch(/s3cret|3636363|Signature/)
  expect(logged[0]).toBe("tegro order: HTTP 200, 13 characters, 0 ms")
})
