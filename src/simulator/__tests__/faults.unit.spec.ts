import { DEFAULT_M2CERBER_MERCHANT, startSimulator, type FaultRule, type Simulator } from "../index"
import { createOrder, getStatus, getWallet, tegro, tegroRaw } from "./support/clients"

const HOOK = "http://127.0.0.1:9/hook"
const ORDER = { currency: "RUB", amount: 100, order_id: "ref-1" }
let simulator: Simulator

beforeAll(async () => {
  simulator = await startSimulator()
})
beforeEach(() => simulator.control.reset())
afterAll(() => simulator.stop())

const add = (rule: FaultRule): Promise<unknown> => simulator.control.faults.add(rule)
const orders = async (): Promise<number> => (await simulator.control.state()).tegro.orders.length
const outcomes = async (): Promise<string[]> =>
  (await simulator.control.state()).calls.map(({ call, status, outcome }) => `${call} ${status} ${outcome}`)

it.each([
  ["reset", 0],
  ["reset_after_success", 1],
] as const)("%s breaks the connection with %i orders made", async (kind, made) => {
  await add({ gateway: "tegro", call: "createOrder", kind })
  await expect(createOrder(simulator)).rejects.toThrow("fetch failed")
  expect(await orders()).toBe(made)
  expect(await outcomes()).toEqual([`createOrder 0 fault: ${kind}`])
  await createOrder(simulator)
})

it.each([
  ["timeout_before", 0],
  ["timeout_after_success", 1],
] as const)("%s never answers, with %i orders made", async (kind, made) => {
  const own = await startSimulator()
  try {
    await own.control.faults.add({ call: "createOrder", kind })
    const waiting = createOrder(own).catch((error: Error) => error.message)
    while ((await own.control.state()).calls.length === 0)
      await new Promise((resolve) => setImmediate(resolve))
    expect((await own.control.state()).tegro.orders).toHaveLength(made)
    await own.stop()
    expect(await waiting).toBe("fetch failed")
  } finally {
    await own.stop()
  }
})

it("delays on the simulator's clock", async () => {
  await add({ kind: "delay", ms: 60_000 })
  const waiting = tegro(simulator, "shops")
  while ((await simulator.control.state()).faults[0]?.hits !== 1)
    await new Promise((resolve) => setImmediate(resolve))
  await simulator.control.clock.advance(60_000)
  expect(await waiting).toMatchObject({ type: "success" })
})

it("answers a status, and garbage after the work is done", async () => {
  await add({ kind: "status", status: 502, body: "<h1>Bad Gateway</h1>" })
  const bad = await tegroRaw(simulator, "createOrder", ORDER)
  expect([bad.status, await bad.text()]).toEqual([502, "<h1>Bad Gateway</h1>"])
  expect(await orders()).toBe(0)
  await add({ kind: "garbage" })
  const odd = await tegroRaw(simulator, "createOrder", ORDER)
  expect(odd.status).toBe(200)
  expect(await odd.text()).toContain("Warning")
  expect(await orders()).toBe(1)
})

it("lets Cloudflare answer", async () => {
  await add({ kind: "cloudflare" })
  await add({ kind: "cloudflare", status: 522 })
  const first = await tegroRaw(simulator, "shops", {})
  expect([first.status, await first.text()]).toEqual([403, expect.stringContaining("error code: 1010")])
  expect((await tegroRaw(simulator, "shops", {})).status).toBe(522)
})

it("lets Cloudflare ask for a browser", async () => {
  await add({ kind: "challenge" })
  const answer = await tegroRaw(simulator, "shops", {})
  expect([answer.status, answer.headers.get("cf-mitigated")]).toEqual([403, "challenge"])
})

it("answers with an error of the gateway's own, in its own form", async () => {
  await add({ gateway: "tegro", kind: "error_answer" })
  const words = { type: "error", desc: "Technical work, try again later", data: [] }
  expect(await tegro(simulator, "createOrder", ORDER)).toEqual(words)
  expect(await orders()).toBe(0)
  await add({ gateway: "m2cerber", kind: "error_answer", body: "too many requests", status: 403 })
  expect(await getStatus(simulator, "1")).toEqual({ status: 403, body: { error: "too many requests" } })
})

it("answers with such an error when the work is done", async () => {
  await add({ gateway: "tegro", kind: "error_after_success", body: "Server is busy" })
  expect(await tegro(simulator, "createOrder", ORDER)).toMatchObject({
    type: "error",
    desc: "Server is busy",
  })
  expect(await orders()).toBe(1)
  await add({ gateway: "m2cerber", kind: "error_after_success" })
  expect((await getWallet(simulator, "1", HOOK)).status).toBe(500)
  expect((await getStatus(simulator, "1")).body).toMatchObject({ status: "pending" })
})

it("lets the host of a gateway answer that nothing is there", async () => {
  await getWallet(simulator, "1", HOOK)
  await add({ kind: "not_found_page" })
  await add({ kind: "not_found_page", body: '{"message":"no Route matched"}' })
  const raw = async (): Promise<[number, string]> => {
    const answer = await fetch(`${simulator.m2cerberUrl}get_status/?payment_id=1`)
    return [answer.status, await answer.text()]
  }
  expect(await raw()).toEqual([404, expect.stringContaining("Coming Soon")])
  expect(await raw()).toEqual([404, '{"message":"no Route matched"}'])
  expect((await getStatus(simulator, "1")).status).toBe(200)
})

it("succeeds without data", async () => {
  await add({ kind: "success_without_data", gateway: "tegro" })
  expect(await tegro(simulator, "createOrder", ORDER)).toEqual({ type: "success", desc: "" })
  await add({ kind: "success_without_data", gateway: "m2cerber" })
  expect(await getWallet(simulator, "1", HOOK)).toEqual({ status: 200, body: {} })
})

it("puts other data into a successful answer, also into every row of a list", async () => {
  const id = await createOrder(simulator)
  await add({ call: "order", kind: "mismatch", patch: { amount: "1.00000000", status: 77 } })
  await add({ call: "orders", kind: "mismatch", patch: { payment_id: "stranger" } })
  // Not used up by an answer that is no success.
  expect(await tegro(simulator, "order", { order_id: 1 })).toMatchObject({ type: "error" })
  expect((await tegro(simulator, "order", { order_id: id })).data).toMatchObject({
    id,
    amount: "1.00000000",
    status: 77,
  })
  expect((await tegro(simulator, "orders")).data).toMatchObject([{ id, payment_id: "stranger" }])
  expect((await tegro(simulator, "order", { order_id: id })).data).toMatchObject({ amount: "100.00000000" })
})

it("hits the named gateway and call only, as often as it was told", async () => {
  await add({ gateway: "m2cerber", call: "get_status", kind: "status", status: 500, times: 2 })
  await getWallet(simulator, "1", HOOK)
  expect(await tegro(simulator, "shops")).toMatchObject({ type: "success" })
  const raw = async (): Promise<number> => (await fetch(`${simulator.m2cerberUrl}get_status/`)).status
  expect([await raw(), await raw(), (await getStatus(simulator, "1")).status]).toEqual([500, 500, 200])
})

it("goes on until cleared with times 0", async () => {
  await add({ kind: "status", status: 503, times: 0 })
  for (let index = 0; index < 3; index++) expect((await tegroRaw(simulator, "shops", {})).status).toBe(503)
  expect((await simulator.control.state()).faults).toMatchObject([{ left: null, hits: 3 }])
  await simulator.control.faults.clear()
  expect((await tegroRaw(simulator, "shops", {})).status).toBe(200)
})

it("spares pages unless they are named", async () => {
  await add({ kind: "status", status: 500, times: 0 })
  expect((await fetch(`${simulator.tegroUrl}/pay/`)).status).toBe(200)
  await add({ kind: "status", status: 500, call: "pay" })
  expect((await fetch(`${simulator.tegroUrl}/pay/`)).status).toBe(500)
})

it("refuses rules that make no sense", async () => {
  await expect(add({ kind: "flood" as "delay" })).rejects.toThrow("kind must be one of")
  await expect(add({ kind: "delay", times: -1 })).rejects.toThrow("times")
})

it("keeps calls without secrets", async () => {
  await getWallet(simulator, "1", HOOK)
  await tegroRaw(simulator, "shops", {}, { headers: { authorization: "Bearer 0" } })
  expect(await outcomes()).toEqual(["get_wallet 200 success", "shops 200 error: Wrong authorization token"])
  expect(JSON.stringify(await simulator.control.state())).not.toContain(DEFAULT_M2CERBER_MERCHANT.secretKey)
})
