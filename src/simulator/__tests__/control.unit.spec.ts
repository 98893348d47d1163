import { DEFAULT_TEGRO_SHOP, startSimulator, type Simulator, type SimulatorState } from "../index"
import { createOrder, getWallet, m2cerber, sha256, tegro, walletRequest } from "./support/clients"
import { Receiver } from "./support/receiver"

let simulator: Simulator
let store: Receiver

beforeAll(async () => {
  store = await new Receiver().start()
  simulator = await startSimulator()
})
beforeEach(async () => {
  await simulator.control.reset()
  store.clear()
})
afterAll(async () => {
  await simulator.stop()
  await store.stop()
})

async function http(
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; data: Record<string, unknown> }> {
  const answer = await fetch(`${simulator.url}/control/${path}`, {
    method,
    headers: { "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { status: answer.status, data: (await answer.json()) as Record<string, unknown> }
}

const state = async (): Promise<SimulatorState> =>
  (await http("GET", "state")).data as unknown as SimulatorState

it("plays a Tegro order through HTTP", async () => {
  await http("POST", `tegro/shops/${DEFAULT_TEGRO_SHOP.publicKey}`, { notifyUrl: store.url })
  await http("POST", "notifications/policy", { gateway: "tegro", encoding: "json", anyStatus: true })
  const id = await createOrder(simulator)
  expect(await http("POST", `tegro/orders/${id}/pay`, { amount: "99.5", paymentSystem: 28 })).toMatchObject({
    status: 200,
    data: { id, status: 1, received: "99.50000000", paymentSystem: 28 },
  })
  await http("POST", `tegro/orders/ref-1/status`, { status: 3 })
  await http("POST", `tegro/orders/${id}/cancel`)
  await http("POST", `tegro/orders/${id}/fail`)
  await http("POST", "notifications/idle")
  expect(store.received.map(({ fields }) => fields.status)).toEqual(["1", "3", "9", "2"])
  const last = (await state()).notifications.at(-1)
  expect(await http("POST", `notifications/${last?.id}/redeliver`)).toMatchObject({
    data: { tries: 2, status: 200 },
  })
})

it("plays an m2cerber payment through HTTP", async () => {
  await getWallet(simulator, "1", store.url)
  expect((await http("POST", "m2cerber/payments/1/transfer", { amount: 200 })).data).toMatchObject({
    received: "200",
  })
  await http("POST", "m2cerber/payments/1/cancel")
  await http("POST", "m2cerber/payments/1/expire")
  await http("POST", "m2cerber/payments/1/status", { status: "confirm" })
  await http("POST", "notifications/idle")
  expect(store.received.map(({ fields }) => fields.status)).toEqual([
    undefined,
    "cancel",
    "cancel",
    "confirm",
  ])
  expect((await http("POST", "m2cerber/configure", { paidStatus: "confirm" })).data).toMatchObject({
    paidStatus: "confirm",
  })
})

it("is closed to pages of other sites, which could let it sign with the keys that it was started with", async () => {
  const forge = (headers: Record<string, string>) =>
    fetch(`${simulator.url}/control/clock`, { method: "POST", headers, body: '{"advanceMs":0}' })
  const foreign = [
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { origin: "https://evil.example" },
    { origin: "null" },
  ]
  for (const headers of foreign) {
    const refused = await forge(headers as unknown as Record<string, string>)
    expect([refused.status, await refused.json()]).toEqual([
      403,
      { error: expect.stringContaining("other sites") },
    ])
  }
  const own = [
    {},
    { origin: simulator.url },
    { "sec-fetch-site": "same-origin" },
    { "sec-fetch-site": "none" },
  ]
  for (const headers of own) expect((await forge(headers as never)).status).toBe(200)
})

it("settles payouts of both", async () => {
  const { data } = await tegro(simulator, "createWithdrawal", {
    currency: "RUB",
    account: "1",
    amount: 5,
    payment_system: 5,
  })
  const settled = await http("POST", `tegro/withdrawals/${String(data.order_id)}/settle`, { status: 1 })
  expect(settled.data).toMatchObject({ status: 1, paidAt: expect.any(String) })
  const { sum: _sum, user_wallet: _wallet, ...rest } = walletRequest("9", store.url)
  const body = { ...rest, payment_sum: "5", wallet_number: "1" }
  await m2cerber(simulator, "payout", { signed: "9simulator-secretpending5.0", body })
  expect((await http("POST", "m2cerber/payouts/9/settle", { outcome: "confirm" })).data).toMatchObject({
    status: "accept",
  })
  expect((await http("POST", "m2cerber/payouts/9/settle", { outcome: "cancel" })).status).toBe(409)
})

it("plans failures, moves the clock, forges and resets through HTTP", async () => {
  expect((await http("POST", "faults", { kind: "status", call: "shops" })).data).toMatchObject({
    id: 1,
    left: 1,
    hits: 0,
  })
  await http("DELETE", "faults")
  expect((await state()).faults).toEqual([])
  const before = Date.parse((await state()).now)
  const after = Date.parse(String((await http("POST", "clock", { advanceMs: 3_600_000 })).data.now))
  expect(after - before).toBeGreaterThanOrEqual(3_600_000)
  const forged = await http("POST", "notifications/forge", {
    gateway: "tegro",
    url: store.url,
    fields: { a: "1" },
  })
  expect(forged.data).toEqual({ status: 200, body: "OK" })
  await createOrder(simulator)
  await http("POST", "reset")
  const empty = await state()
  expect([empty.tegro.orders, empty.notifications, empty.calls]).toEqual([[], [], []])
})

it.each([
  ["POST", "tegro/orders/1/pay", {}, 404],
  ["POST", "m2cerber/payments/1/transfer", { amount: "1" }, 404],
  ["POST", "notifications/n0/redeliver", {}, 404],
  ["POST", "notifications/policy", { encoding: "json" }, 400],
  ["POST", "clock", { advanceMs: -1 }, 400],
  ["POST", "tegro/shops/FFFF", {}, 404],
  ["POST", `tegro/shops/${DEFAULT_TEGRO_SHOP.publicKey}`, { secretKey: "x" }, 400],
  ["POST", "faults", "text", 400],
] as const)("answers %s %s with an error when it cannot be done", async (method, path, body, status) => {
  expect(await http(method, path, body)).toMatchObject({ status, data: { error: expect.any(String) } })
})

it("takes plain forms and comes back to the page", async () => {
  const form = (path: string, fields: Record<string, string>): Promise<Response> =>
    fetch(`${simulator.url}/control/${path}`, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams(fields),
    })
  const id = await createOrder(simulator)
  const answer = await form(`tegro/orders/${id}/pay`, { amount: "50" })
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/"])
  await form("faults", {
    gateway: "",
    kind: "mismatch",
    call: "order",
    times: "",
    ms: "",
    patch: '{"status":0}',
  })
  await form("notifications/policy", {
    gateway: "tegro",
    drop: "2",
    hold: "true",
    wrongSign: "false",
    duplicate: "1",
  })
  const { tegro: books, faults, policies } = await simulator.control.state()
  expect(books.orders).toMatchObject([{ received: "50.00000000" }])
  expect(faults).toMatchObject([{ kind: "mismatch", call: "order", left: 1, patch: { status: 0 } }])
  expect(policies.tegro).toMatchObject({ drop: 2, hold: true, wrongSign: false, duplicate: 1 })
  const wrong = await form("tegro/orders/1/pay", {})
  expect(wrong.headers.get("location")).toContain("/?error=No%20Tegro%20order")
})

it("shows everything on its page", async () => {
  await createOrder(simulator, { order_id: "page-1" })
  await getWallet(simulator, "42", store.url)
  await simulator.control.m2cerber.transfer("42", "10")
  await simulator.control.notifications.idle()
  const text = await (await fetch(simulator.url)).text()
  for (const piece of ["page-1", "/m10/42", "change_sum", "SIMULATOR", "Reset everything"])
    expect(text).toContain(piece)
  expect(text).not.toContain(sha256("x"))
})

it("says that a port is taken", async () => {
  const port = Number(new URL(simulator.url).port)
  await expect(startSimulator({ port })).rejects.toThrow("EADDRINUSE")
})
