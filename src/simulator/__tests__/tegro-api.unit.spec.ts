import { DEFAULT_TEGRO_SHOP, startSimulator, type Simulator } from "../index"
import { createOrder, nonce, tegro, tegroRaw } from "./support/clients"

const NOW = Date.UTC(2026, 0, 1, 12, 0, 0)
let simulator: Simulator

beforeAll(async () => {
  simulator = await startSimulator({ now: () => NOW })
})
beforeEach(() => simulator.control.reset())
afterAll(() => simulator.stop())

const ORDER = { currency: "RUB", amount: 1200, order_id: "test order" }

async function desc(method: string, params: Record<string, unknown>): Promise<string> {
  const answer = await tegro(simulator, method, params)
  expect(answer).toMatchObject({ type: "error", data: [] })
  return answer.desc
}

describe("the door", () => {
  it("sends an address without its slash elsewhere", async () => {
    const answer = await tegroRaw(simulator, "", ORDER, { path: `${simulator.tegroUrl}/api/createOrder` })
    expect(answer.status).toBe(301)
    expect(answer.headers.get("location")).toBe("/tegro/api/createOrder/")
    expect((await simulator.control.state()).tegro.orders).toEqual([])
  })

  it("takes POST only", async () => {
    const answer = await tegroRaw(simulator, "createOrder", ORDER, { verb: "GET" })
    expect(await answer.json()).toMatchObject({ type: "error" })
  })

  it.each([
    "node",
    "undici",
    "axios/1.13.0",
    "python-requests/2.32",
    "Python-urllib/3.12",
    "curl/8.5.0",
    "Go-http-client/2.0",
  ])("lets Cloudflare turn away %s", async (agent) => {
    const answer = await tegroRaw(simulator, "shops", {}, { headers: { "user-agent": agent } })
    expect(answer.status).toBe(403)
    expect(answer.headers.get("content-type")).toContain("text/html")
    expect(await answer.text()).toContain("error code: 1010")
  })

  it.each([
    ["not JSON", { body: "shop_id=1" }],
    ["a list", { body: "[]" }],
    ["a form", { headers: { "content-type": "application/x-www-form-urlencoded" } }],
  ])("refuses a body that is %s", async (_name, change) => {
    expect(await (await tegroRaw(simulator, "shops", {}, change)).json()).toMatchObject({ type: "error" })
  })

  it("answers 404 for a method that does not exist", async () => {
    expect((await tegroRaw(simulator, "refund", {})).status).toBe(404)
    expect((await tegroRaw(simulator, "constructor", {})).status).toBe(404)
  })

  it("checks the token over the raw bytes", async () => {
    const answer = await tegroRaw(simulator, "shops", {}, { headers: { authorization: "Bearer 00" } })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ type: "error", desc: "Wrong authorization token", data: [] })
  })

  it("wants a shop it knows", async () => {
    expect(await desc("shops", { shop_id: "FFFF" })).toBe("Shop not found")
    expect(await desc("orders", { shop_id: undefined })).toBe("Empty required param shop_id")
  })

  it("takes what the vendor's own client sends: no shop for balances and shops", async () => {
    for (const method of ["balance", "shops"]) {
      const answer = await tegro(simulator, method, { shop_id: undefined })
      expect(answer).toMatchObject({ type: "success", data: { user_id: 1 } })
    }
  })

  it("takes every other call as that client writes it", async () => {
    const id = await createOrder(simulator)
    const payout = { currency: "RUB", account: "79000000000", amount: 10, payment_system: 5 }
    const { data } = await tegro(simulator, "createWithdrawal", payout)
    const calls: [string, Record<string, unknown>][] = [
      ["orders", {}],
      ["orders", { page: 1 }],
      ["order", { order_id: String(id) }],
      ["withdrawals", { page: 1 }],
      ["withdrawal", { order_id: String(data.order_id) }],
      ["rates", { shop_id: undefined }],
      ["rates", { shop_id: undefined, from: "RUB", to: "USD" }],
      ["modules", {}],
    ]
    for (const [index, [method, params]] of calls.entries()) {
      // Microseconds since 1970, and a chance of up to a thousand.
      const given = { ...params, nonce: 1_800_000_000_000_000 + index }
      expect(await tegro(simulator, method, given)).toMatchObject({ type: "success", desc: "" })
    }
  })
})

describe("the nonce", () => {
  it("must be there and be a number", async () => {
    expect(await desc("shops", { nonce: undefined })).toBe("Empty required param nonce")
    expect(await desc("shops", { nonce: "now" })).toContain("nonce")
    expect(await tegro(simulator, "shops", { nonce: String(nonce()) })).toMatchObject({ type: "success" })
  })

  it.each([
    ["differs", [5, 5], [5, 4]],
    ["increasing", [5, 4], [5, 6]],
    ["unique-ever", [5, 4, 5], [5, 4, 6]],
  ] as const)("follows the rule %s", async (nonceRule, bad, good) => {
    const last = async (nonces: readonly number[]): Promise<string> => {
      await simulator.control.reset()
      await simulator.control.tegro.configureShop(DEFAULT_TEGRO_SHOP.publicKey, { nonceRule })
      const answers = []
      for (const value of nonces) answers.push(await tegro(simulator, "shops", { nonce: value }))
      return answers.at(-1)?.type ?? ""
    }
    expect(await last(bad)).toBe("error")
    expect(await last(good)).toBe("success")
  })
})

describe("createOrder", () => {
  it("answers with an id and the hosted checkout", async () => {
    const { data } = await tegro(simulator, "createOrder", ORDER)
    expect(data.id).toBeGreaterThanOrEqual(755555)
    expect(data.url).toMatch(new RegExp(`^${simulator.tegroUrl}/pay/complete/${data.id}/[0-9a-f]{32}/$`))
    expect(await createOrder(simulator)).toBe(data.id + 1)
  })

  it.each(["currency", "amount", "order_id"])("needs %s", async (name) => {
    expect(await desc("createOrder", { ...ORDER, [name]: undefined })).toBe(`Empty required param ${name}`)
  })

  it.each([
    ["amount", "1200"],
    ["amount", -1],
    ["order_id", 17],
    ["currency", "AZN"],
    ["payment_system", "5"],
    ["fields", "mail"],
    ["receipt", { items: [] }],
  ])("refuses %s = %j", async (name, value) => {
    expect(await desc("createOrder", { ...ORDER, [name]: value })).not.toBe("")
    expect((await simulator.control.state()).tegro.orders).toHaveLength(0)
  })

  it("wants the receipt to add up, and to be there if the shop says so", async () => {
    const items = [
      { name: "a", count: 3, price: 0.1 },
      { name: "b", count: 1, price: 1199.7 },
    ]
    expect(await tegro(simulator, "createOrder", { ...ORDER, receipt: { items } })).toMatchObject({
      type: "success",
    })
    expect(await desc("createOrder", { ...ORDER, amount: 1200.01, receipt: { items } })).toBe(
      "Стоимость товара не сходится с суммой оплаты",
    )
    await simulator.control.tegro.configureShop(DEFAULT_TEGRO_SHOP.publicKey, { receiptRequired: true })
    expect(await desc("createOrder", ORDER)).toBe("Не указан обязательный параметр receipt")
  })
})

describe("order and orders", () => {
  it("shows an unpaid and a paid order as the docs do", async () => {
    const id = await createOrder(simulator, {
      amount: 64.18,
      fields: { email: "user@site.ru" },
      payment_system: 10,
    })
    const unpaid = await tegro(simulator, "order", { order_id: id })
    expect(unpaid.data).toEqual({
      id,
      date_created: "2026-01-01 15:00:00",
      date_payed: null,
      status: 0,
      payment_system_id: 10,
      currency_id: 1,
      amount: "64.18000000",
      fee: "3.20900000",
      email: "user@site.ru",
      test_order: 0,
      payment_id: "ref-1",
    })
    await simulator.control.tegro.pay(id)
    const paid = await tegro(simulator, "order", { payment_id: "ref-1" })
    expect(paid.data).toMatchObject({ status: 1, date_payed: "2026-01-01 15:00:00" })
  })

  it("takes one number, not both, each with its type", async () => {
    const id = await createOrder(simulator)
    expect(await desc("order", { order_id: id, payment_id: "ref-1" })).toContain("not both")
    expect((await tegro(simulator, "order", { order_id: String(id) })).data.id).toBe(id)
    expect(await desc("order", { order_id: "25706b" })).toBe("Order not found")
    expect(await desc("order", { payment_id: 1 })).toContain("payment_id")
    expect(await desc("order", {})).toBe("Empty required param order_id")
    expect(await desc("order", { payment_id: "unknown" })).toBe("Order not found")
    expect(await desc("withdrawal", { payment_id: "unknown" })).toBe("Withdrawal not found")
  })

  it("says in other words that an order or a payout is not there, when it is told to", async () => {
    const words = { unknownOrder: "Заказ не найден", unknownWithdrawal: "No such payout" }
    await simulator.control.tegro.configureShop(DEFAULT_TEGRO_SHOP.publicKey, words)
    expect(await desc("order", { payment_id: "unknown" })).toBe("Заказ не найден")
    expect(await desc("withdrawal", { payment_id: "unknown" })).toBe("No such payout")
  })

  it("gives the newest of two orders with one number", async () => {
    await createOrder(simulator)
    const second = await createOrder(simulator)
    expect((await tegro(simulator, "order", { payment_id: "ref-1" })).data.id).toBe(second)
  })

  it("lists twenty a page, newest first, from page 1", async () => {
    for (let index = 0; index < 21; index++) await createOrder(simulator, { order_id: `n${index}` })
    await simulator.control.tegro.pay("n3")
    const list = async (params: Record<string, unknown>): Promise<unknown[]> => {
      const { data } = (await tegro(simulator, "orders", params)) as unknown as {
        data: { payment_id: string }[]
      }
      return data.map((order) => order.payment_id)
    }
    expect((await list({}))[0]).toBe("n20")
    expect(await list({ page: 1 })).toHaveLength(20)
    expect(await list({ page: 2 })).toEqual(["n0"])
    expect(await list({ page: 3 })).toEqual([])
    expect(await list({ status: 1 })).toEqual(["n3"])
    expect(await list({ status: false })).toHaveLength(20)
  })

  it("turns an unpaid order into an error after a day", async () => {
    const id = await createOrder(simulator)
    await simulator.control.clock.advance(24 * 60 * 60 * 1000)
    expect((await tegro(simulator, "order", { order_id: id })).data).toMatchObject({ status: 2 })
  })
})

describe("money of the shop", () => {
  it("shows wallets with two decimals, less the fee of what was paid", async () => {
    const id = await createOrder(simulator, { amount: 100 })
    await simulator.control.tegro.pay(id)
    expect((await tegro(simulator, "balance")).data.balance).toEqual({
      RUB: "1491.68",
      USD: "0.00",
      EUR: "1.23",
      UAH: "0.00",
    })
    await simulator.control.tegro.setStatus(id, 3)
    expect((await tegro(simulator, "balance")).data.balance).toMatchObject({ RUB: "1396.68" })
  })

  it("lists the shops", async () => {
    const { data } = await tegro(simulator, "shops")
    expect(data.shops).toMatchObject([
      { id: 1, name: "DEMO1", public_key: DEFAULT_TEGRO_SHOP.publicKey, status: 1 },
    ])
  })

  const PAYOUT = { currency: "RUB", account: "2200", amount: 1000, payment_id: "out-1", payment_system: 36 }

  it("pays out and gives back", async () => {
    const { data } = await tegro(simulator, "createWithdrawal", PAYOUT)
    expect(data).toMatchObject({ balance: { RUB: "396.68" } })
    const id = data.order_id as number
    expect((await tegro(simulator, "withdrawal", { payment_id: "out-1" })).data).toMatchObject({
      id,
      status: 0,
    })
    expect((await tegro(simulator, "withdrawal", { order_id: String(id) })).data).toMatchObject({
      amount: "1000.00000000",
    })
    expect(await desc("createWithdrawal", PAYOUT)).toBe("Insufficient funds")
    await simulator.control.tegro.settleWithdrawal(id, 9)
    expect((await tegro(simulator, "withdrawals", { page: 1 })).data).toMatchObject([{ id, status: 9 }])
    expect((await tegro(simulator, "balance")).data.balance).toMatchObject({ RUB: "1396.68" })
    await expect(simulator.control.tegro.settleWithdrawal(id, 1)).rejects.toThrow("settled already")
  })

  it.each(["currency", "account", "amount", "payment_system"])("needs %s for a payout", async (name) => {
    expect(await desc("createWithdrawal", { ...PAYOUT, [name]: undefined })).toBe(
      `Empty required param ${name}`,
    )
  })
})
