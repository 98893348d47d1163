import {
  DEFAULT_YOOKASSA_SHOP,
  startSimulator,
  type FaultRule,
  type Simulator,
  type YookassaShopPatch,
} from "../index"
import { Receiver } from "./support/receiver"
import { kassa, order, paid, rub } from "./support/yookassa"

const { shopId } = DEFAULT_YOOKASSA_SHOP
const store = new Receiver()
let simulator: Simulator

beforeAll(async () => {
  await store.start()
  simulator = await startSimulator()
})
beforeEach(async () => {
  await simulator.control.reset()
  store.clear()
  await configure({ notifyUrl: store.url })
})
afterAll(async () => {
  await simulator.stop()
  await store.stop()
})

const configure = (patch: YookassaShopPatch) => simulator.control.yookassa.configureShop(shopId, patch)
const idle = () => simulator.control.notifications.idle()
const post = (path: string, body?: unknown, call = {}) => kassa(simulator, "POST", path, body, call)
const get = (path: string) => kassa(simulator, "GET", path)
const heard = () => store.received.map(({ fields }) => fields.event)
const add = (rule: Omit<FaultRule, "gateway">) =>
  simulator.control.faults.add({ gateway: "yookassa", ...rule })

describe("a notification", () => {
  it("carries the whole object as it was, unsigned and without a length", async () => {
    const { id } = await paid(simulator, { capture: false })
    await simulator.control.yookassa.capture(id)
    await idle()
    expect(heard()).toEqual(["payment.waiting_for_capture", "payment.succeeded"])
    const [held] = store.received
    expect(held?.fields).toMatchObject({
      type: "notification",
      object: { id, status: "waiting_for_capture", amount: rub("100.00"), metadata: { reference: "ref-37" } },
    })
    expect(held?.headers).toMatchObject({
      "content-type": "application/json",
      "transfer-encoding": "chunked",
    })
    expect(held?.headers).not.toHaveProperty("content-length")
    expect(Object.keys(held?.headers ?? {}).join()).not.toMatch(/sign/i)
  })

  it("tells of canceled payments and of refunds that succeed, not of those that do not", async () => {
    const { id: declined } = (await post("payments", order())).body
    await simulator.control.yookassa.decline(declined, "insufficient_funds")
    const { id } = await paid(simulator)
    await configure({ refunds: "pending" })
    const first = await simulator.control.yookassa.refund(id, "10.00")
    const second = await simulator.control.yookassa.refund(id, "20.00")
    await simulator.control.yookassa.settleRefund(first.id, "rejected_by_payee")
    await simulator.control.yookassa.settleRefund(second.id)
    await idle()
    expect(heard()).toEqual(["payment.canceled", "payment.succeeded", "refund.succeeded"])
    expect(store.received[2]?.fields.object).toMatchObject({ id: second.id, payment_id: id })
  })

  it("tells what the shop has asked for only", async () => {
    await configure({ events: ["payment.succeeded"] })
    await paid(simulator, { capture: false })
    await paid(simulator)
    await idle()
    expect(heard()).toEqual(["payment.succeeded"])
  })

  it("is repeated for a day until it is answered with 200, and nothing else counts", async () => {
    store.answers = [201, 302, 404, 500]
    const { id } = await paid(simulator, { capture: false })
    const tries = () =>
      store.received.filter(({ fields }) => fields.event === "payment.waiting_for_capture").length
    for (const seconds of [10, 42, 84]) {
      const before = tries()
      while (tries() === before) {
        await new Promise((resolve) => setTimeout(resolve, 5))
        await simulator.control.clock.advance(seconds * 1000)
      }
    }
    // What has become of the payment meanwhile does not stop the old news.
    await simulator.control.yookassa.capture(id)
    while (!(await simulator.control.state()).notifications.every(({ delivered }) => delivered)) {
      await new Promise((resolve) => setTimeout(resolve, 5))
      await simulator.control.clock.advance(168_000)
    }
    expect(tries()).toBe(5)
    expect(store.received.at(-1)?.fields).toMatchObject({ object: { status: "waiting_for_capture" } })
  })

  it("can be doubled, lost, and held back to come in another order", async () => {
    const policy = simulator.control.notifications.policy
    await policy("yookassa", { drop: 1, duplicate: 1 })
    await paid(simulator)
    const { id } = await paid(simulator)
    await idle()
    expect(store.received.map(({ fields }) => (fields.object as { id: string }).id)).toEqual([id, id])
    store.clear()
    await policy("yookassa", { duplicate: 0, hold: true })
    const { id: held } = await paid(simulator, { capture: false })
    await simulator.control.yookassa.capture(held)
    await simulator.control.notifications.flush({ order: "reversed" })
    expect(heard()).toEqual(["payment.succeeded", "payment.waiting_for_capture"])
  })

  it("can be forged by anybody, with any address in its headers", async () => {
    const fields = {
      type: "notification",
      event: "payment.succeeded",
      object: { id: "x", amount: rub("1000000.00") },
    }
    const headers = { "x-forwarded-for": "185.71.76.1" }
    const { forge } = simulator.control.notifications
    expect(await forge("yookassa", { url: store.url, fields, headers })).toEqual({ status: 200, body: "OK" })
    expect(store.received).toMatchObject([{ fields, headers }])
    expect((await simulator.control.state()).notifications).toMatchObject([
      { event: "forged", subject: "x", signed: "none" },
    ])
  })
})

describe("trouble", () => {
  const KEY = { key: "k-1" }
  const statuses = async () => (await simulator.control.state()).yookassa.payments.map(({ status }) => status)

  it("a 500 before the work leaves nothing, in YooKassa's own form", async () => {
    await add({ call: "createPayment", kind: "error_answer" })
    expect(await post("payments", order(), KEY)).toMatchObject({
      status: 500,
      body: { type: "error", code: "internal_server_error" },
    })
    expect(await statuses()).toEqual([])
    expect((await post("payments", order(), KEY)).status).toBe(200)
  })

  it("a 500 after the work leaves a payment that the same key finds", async () => {
    await add({ call: "createPayment", kind: "error_after_success" })
    expect((await post("payments", order(), KEY)).status).toBe(500)
    const again = await post("payments", order(), KEY)
    expect([again.status, await statuses()]).toEqual([200, ["pending"]])
  })

  it.each([
    [202, { type: "processing", retry_after: 1800 }],
    [429, { type: "error", code: "too_many_requests" }],
    [401, { type: "error", code: "invalid_credentials" }],
  ])("a %i looks as documented", async (status, body) => {
    await add({ kind: status === 202 ? "error_after_success" : "error_answer", status })
    expect(await post("payments", order(), KEY)).toMatchObject({ status, body })
    await add({ kind: "error_answer", status, retryAfter: 60_000 })
    expect((await post("payments", order(), KEY)).body.retry_after).toBe(60_000)
    expect(await statuses()).toEqual(status === 202 ? ["pending"] : [])
  })

  it("a time-out of YooKassa's own takes a new payment back", async () => {
    await add({ call: "createPayment", kind: "error_after_success", takesBack: true })
    await post("payments", order(), KEY)
    expect((await post("payments", order(), KEY)).body).toMatchObject({
      status: "canceled",
      cancellation_details: { reason: "internal_timeout" },
    })
    await idle()
    expect(heard()).toEqual(["payment.canceled"])
  })

  it("it takes a refund back before anybody is told", async () => {
    const { id } = await paid(simulator)
    await add({ call: "createRefund", kind: "error_after_success", takesBack: true })
    const refund = { payment_id: id, amount: rub("40.00") }
    expect((await post("refunds", refund, KEY)).status).toBe(500)
    expect((await post("refunds", refund, KEY)).body).toMatchObject({
      status: "canceled",
      cancellation_details: { reason: "rejected_by_timeout" },
    })
    expect((await get(`payments/${id}`)).body.refunded_amount).toEqual(rub("0.00"))
    expect((await post("refunds", { payment_id: id, amount: rub("100.00") })).status).toBe(200)
    await idle()
    expect(heard()).toEqual(["payment.succeeded", "refund.succeeded"])
  })

  it.each(["capture", "cancel"])(
    "it makes a hold a hold again after a %s, which can be asked once more",
    async (verb) => {
      const { id } = await paid(simulator, { capture: false })
      await add({ call: `${verb}Payment`, kind: "error_after_success", takesBack: true })
      expect((await post(`payments/${id}/${verb}`, {}, KEY)).status).toBe(500)
      expect(await statuses()).toEqual(["waiting_for_capture"])
      expect((await post(`payments/${id}/${verb}`, {}, KEY)).status).toBe(200)
      await idle()
      expect(heard()).toHaveLength(2)
    },
  )

  it.each([
    ["garbage", 1],
    ["status", 0],
    ["not_found_page", 0],
    ["cloudflare", 0],
    ["challenge", 0],
  ] as const)("%s is no JSON, with %i payments made", async (kind, made) => {
    await add({ kind })
    expect((await post("payments", order(), KEY).catch(() => ({ body: null }))).body).toBeNull()
    expect(await statuses()).toHaveLength(made)
  })

  it.each([
    ["reset", 0],
    ["reset_after_success", 1],
  ] as const)("%s breaks the connection with %i payments made", async (kind, made) => {
    await add({ kind })
    await expect(post("payments", order(), KEY)).rejects.toThrow("fetch failed")
    expect(await statuses()).toHaveLength(made)
    expect((await simulator.control.state()).calls).toMatchObject([{ key: "k-1", status: 0 }])
  })

  it.each([
    ["timeout_before", 0],
    ["timeout_after_success", 1],
  ] as const)("%s never answers, with %i payments made", async (kind, made) => {
    await add({ kind })
    const waiting = post("payments", order(), { ...KEY, signal: AbortSignal.timeout(150) })
    await expect(waiting).rejects.toThrow("timeout")
    expect(await statuses()).toHaveLength(made)
  })

  it("other data come in an object and in every row of a list, and none at all", async () => {
    await post("payments", order())
    await add({ kind: "mismatch", patch: { amount: rub("1.00") }, times: 2 })
    const { items } = (await get("payments")).body
    expect(items).toMatchObject([{ amount: rub("1.00") }])
    expect((await get(`payments/${String(items[0]?.id)}`)).body).toMatchObject({ amount: rub("1.00") })
    await add({ kind: "success_without_data", times: 2 })
    expect((await get("payments")).body).toEqual({ type: "list" })
    expect((await get(`payments/${String(items[0]?.id)}`)).body).toEqual({})
  })

  it("two calls under one key at the same moment are one payment", async () => {
    await add({ kind: "delay", ms: 20, times: 2 })
    const both = await Promise.all([post("payments", order(), KEY), post("payments", order(), KEY)])
    expect(both[0].body.id).toBe(both[1].body.id)
    expect(await statuses()).toEqual(["pending"])
  })
})
