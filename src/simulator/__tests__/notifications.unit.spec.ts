import { DEFAULT_TEGRO_SHOP, startSimulator, type NotificationState, type Simulator } from "../index"
import { md5Sign } from "../tegro/signature"
import { createOrder, tegro } from "./support/clients"
import { Receiver } from "./support/receiver"

let simulator: Simulator
let store: Receiver

beforeAll(async () => {
  store = await new Receiver().start()
  simulator = await startSimulator({
    tegroShops: [{ ...DEFAULT_TEGRO_SHOP, notifyUrl: store.url }],
    now: () => Date.UTC(2026, 0, 1),
  })
})
beforeEach(async () => {
  await simulator.control.reset()
  store.clear()
})
afterAll(async () => {
  await simulator.stop()
  await store.stop()
})

const { secretKey, publicKey } = DEFAULT_TEGRO_SHOP

function isSigned(fields: Record<string, unknown>): boolean {
  const { sign, ...rest } = fields as Record<string, string>
  return sign === md5Sign(rest, secretKey)
}

async function payOne(change: Record<string, unknown> = {}): Promise<number> {
  const id = await createOrder(simulator, change)
  await simulator.control.tegro.pay(id)
  return id
}

async function notifications(): Promise<NotificationState[]> {
  return (await simulator.control.state()).notifications
}

describe("how it arrives", () => {
  it.each([
    ["multipart", "POST", "multipart/form-data; boundary=------------------------"],
    ["urlencoded", "POST", "application/x-www-form-urlencoded"],
    ["json", "POST", "application/json"],
    ["get", "GET", undefined],
  ] as const)("is readable and signed as %s", async (encoding, method, contentType) => {
    await simulator.control.notifications.policy("tegro", { encoding })
    const id = await payOne({ order_id: 'order *~ "тест" & co', amount: 100.5 })
    await simulator.control.notifications.idle()
    expect(store.received).toHaveLength(1)
    const [one] = store.received
    expect(one?.method).toBe(method)
    if (contentType) expect(one?.headers["content-type"]).toContain(contentType)
    expect(one?.fields).toMatchObject({
      shop_id: publicKey,
      amount: "100.5",
      order_id: 'order *~ "тест" & co',
      payment_system: "36",
      currency: "RUB",
      status: "1",
      id: String(id),
    })
    expect(isSigned(one?.fields ?? {})).toBe(true)
    expect(await notifications()).toMatchObject([
      { gateway: "tegro", event: "paid", delivered: true, tries: 1, status: 200, encoding, url: store.url },
    ])
  })

  it("keeps signatures and secrets out of the state", async () => {
    await payOne()
    await simulator.control.notifications.idle()
    const text = JSON.stringify(await simulator.control.state())
    expect(text).not.toContain(secretKey)
    expect(text).not.toContain(DEFAULT_TEGRO_SHOP.apiKey)
    expect(text).not.toContain(String(store.received[0]?.fields.sign))
  })

  it("can hold the documented fields only, and other spellings of the amount", async () => {
    await simulator.control.notifications.policy("tegro", { fields: "docs", amountFormat: "fixed8" })
    await payOne()
    await simulator.control.notifications.idle()
    const fields = store.received[0]?.fields ?? {}
    expect(Object.keys(fields).sort()).toEqual([
      "amount",
      "currency",
      "order_id",
      "payment_system",
      "shop_id",
      "sign",
    ])
    expect(fields.amount).toBe("100.00000000")
    expect(isSigned(fields)).toBe(true)
  })

  it("says what really came when that is not what was asked", async () => {
    const id = await createOrder(simulator)
    const state = await simulator.control.tegro.pay(id, { amount: "60.01", paymentSystem: 42, test: true })
    expect(state).toMatchObject({ amount: "100.00000000", received: "60.01000000", test: true })
    await simulator.control.notifications.idle()
    expect(store.received[0]?.fields).toMatchObject({ amount: "60.01", payment_system: "42", test: "1" })
    expect((await tegro(simulator, "order", { order_id: id })).data).toMatchObject({
      amount: "60.01000000",
      test_order: 1,
    })
  })

  it("tells of a payment only, unless any status is wanted", async () => {
    const id = await createOrder(simulator)
    await simulator.control.tegro.fail(id)
    await simulator.control.notifications.idle()
    expect(store.received).toHaveLength(0)
    await simulator.control.notifications.policy("tegro", { anyStatus: true })
    for (const status of [4, 1, 2, 9, 3]) await simulator.control.tegro.setStatus(id, status)
    await simulator.control.notifications.idle()
    expect(store.received.map(({ fields }) => fields.status)).toEqual(["4", "1", "2", "9", "3"])
    expect(store.received.every(({ fields }) => isSigned(fields))).toBe(true)
  })

  it("says so when the shop has no notification URL", async () => {
    await simulator.control.tegro.configureShop(publicKey, { notifyUrl: "" })
    await payOne()
    await simulator.control.notifications.idle()
    expect(await notifications()).toMatchObject([{ phase: "no_url", tries: 0, delivered: false }])
    await simulator.control.tegro.configureShop(publicKey, { notifyUrl: store.url })
  })
})

describe("what goes wrong on the way", () => {
  it("arrives twice", async () => {
    await simulator.control.notifications.policy("tegro", { duplicate: 1 })
    await payOne()
    await simulator.control.notifications.idle()
    expect(store.received).toHaveLength(2)
    expect(store.received[0]?.fields).toEqual(store.received[1]?.fields)
    const [first, second] = await notifications()
    expect(second?.copyOf).toBe(first?.id)
  })

  it("is lost, and can be sent after all", async () => {
    await simulator.control.notifications.policy("tegro", { drop: 1 })
    await payOne()
    await payOne({ order_id: "ref-2" })
    await simulator.control.notifications.idle()
    expect(store.received.map(({ fields }) => fields.order_id)).toEqual(["ref-2"])
    const [lost] = await notifications()
    expect(lost?.phase).toBe("dropped")
    expect(await simulator.control.notifications.redeliver(lost?.id ?? "")).toMatchObject({
      delivered: true,
      status: 200,
    })
    expect(store.received).toHaveLength(2)
  })

  it("is signed wrongly for the next n", async () => {
    await simulator.control.notifications.policy("tegro", { wrongSign: 1 })
    await payOne()
    await payOne({ order_id: "ref-2" })
    await simulator.control.notifications.idle()
    const signed = Object.fromEntries(store.received.map(({ fields }) => [fields.order_id, isSigned(fields)]))
    expect(signed).toEqual({ "ref-1": false, "ref-2": true })
    expect((await notifications()).map((one) => one.signed)).toEqual(["wrong", "valid"])
  })

  it.each([
    ["fifo", ["a", "b", "c", "d"]],
    ["reversed", ["d", "c", "b", "a"]],
  ] as const)("is held and leaves in %s order", async (order, expected) => {
    await simulator.control.notifications.policy("tegro", { hold: true })
    for (const reference of ["a", "b", "c", "d"]) await payOne({ order_id: reference })
    await simulator.control.notifications.idle()
    expect(store.received).toHaveLength(0)
    expect(await simulator.control.notifications.flush({ order })).toEqual({ flushed: 4 })
    expect(store.received.map(({ fields }) => fields.order_id)).toEqual(expected)
  })

  it("leaves in an order that its seed repeats", async () => {
    const run = async (seed: number): Promise<unknown[]> => {
      await simulator.control.reset()
      store.clear()
      await simulator.control.notifications.policy("tegro", { hold: true })
      for (const reference of ["a", "b", "c", "d", "e"]) await payOne({ order_id: reference })
      await simulator.control.notifications.flush({ order: "random", seed })
      return store.received.map(({ fields }) => fields.order_id)
    }
    expect(await run(7)).toEqual(await run(7))
    expect((await run(7)).sort()).toEqual(["a", "b", "c", "d", "e"])
  })

  it("waits for its delay on the simulator's clock", async () => {
    await simulator.control.notifications.policy("tegro", { delayMs: 60_000 })
    await payOne()
    expect(store.received).toHaveLength(0)
    await simulator.control.clock.advance(60_000)
    await simulator.control.notifications.idle()
    expect(store.received).toHaveLength(1)
  })
})

describe("retries", () => {
  it("come after 500 and after a broken connection, until it is taken", async () => {
    await simulator.control.notifications.policy("tegro", { retry: { tries: 3, delaysMs: [0] } })
    store.answers = [500, 0, 302]
    await payOne()
    await simulator.control.notifications.idle()
    expect(store.received).toHaveLength(4)
    expect(await notifications()).toMatchObject([
      { phase: "delivered", tries: 4, status: 200, delivered: true },
    ])
  })

  it("end when they are used up", async () => {
    await simulator.control.notifications.policy("tegro", { retry: { tries: 1, delaysMs: [0] } })
    store.answers = [500, 503]
    await payOne()
    await simulator.control.notifications.idle()
    expect(await notifications()).toMatchObject([
      { phase: "failed", tries: 2, status: 503, delivered: false },
    ])
  })

  it("become due when the clock moves", async () => {
    store.answers = [500]
    await payOne()
    while ((await notifications())[0]?.status !== 500) await new Promise((resolve) => setImmediate(resolve))
    await simulator.control.clock.advance(999)
    expect(store.received).toHaveLength(1)
    await simulator.control.clock.advance(1)
    await simulator.control.notifications.idle()
    expect(store.received).toHaveLength(2)
  })
})

describe("forged notifications", () => {
  const fields = { shop_id: publicKey, amount: "100", order_id: "ref-1", currency: "RUB", status: "1" }

  it.each([
    ["wrong", false],
    ["valid", true],
  ] as const)("can be signed %s", async (sign, good) => {
    store.answers = [401]
    const answer = await simulator.control.notifications.forge("tegro", { url: store.url, fields, sign })
    expect(answer).toEqual({ status: 401, body: "OK" })
    expect(isSigned(store.received[0]?.fields ?? {})).toBe(good)
    await simulator.control.notifications.idle()
    expect(store.received).toHaveLength(1)
  })

  it("can go without a signature", async () => {
    await simulator.control.notifications.forge("tegro", { url: store.url, fields, sign: "none" })
    expect(store.received[0]?.fields).toEqual(fields)
  })
})

it("refuses policies that do not exist", async () => {
  const { policy } = simulator.control.notifications
  await expect(policy("tegro", { encoding: "xml" as "json" })).rejects.toThrow('"encoding"')
  await expect(policy("tegro", { colour: 1 } as object)).rejects.toThrow("Unknown policy")
})
