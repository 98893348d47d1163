import { DEFAULT_TEGRO_SHOP, startSimulator, type Simulator } from "../index"
import { html } from "../pages/html"
import { paySign } from "../tegro/signature"
import { createOrder, getWallet } from "./support/clients"

const { publicKey, secretKey } = DEFAULT_TEGRO_SHOP
const EVIL = `<script>alert("x")</script>'`
let simulator: Simulator

beforeAll(async () => {
  simulator = await startSimulator()
})
beforeEach(() => simulator.control.reset())
afterEach(() => simulator.control.tegro.configureShop(publicKey, { successUrl: "", failUrl: "" }))
afterAll(() => simulator.stop())

/** Fields of a pay link, signed. */
function link(change: Record<string, string> = {}): Record<string, string> {
  const params = { shop_id: publicKey, amount: "100.00", order_id: "123", currency: "RUB", ...change }
  return { ...params, sign: change.sign ?? paySign(params, secretKey) }
}

const open = async (params: Record<string, string>): Promise<string> =>
  (await fetch(`${simulator.tegroUrl}/pay/?${new URLSearchParams(params).toString()}`)).text()

const post = (url: string, fields: Record<string, string>): Promise<Response> =>
  fetch(url, { method: "POST", redirect: "manual", body: new URLSearchParams(fields) })

const orders = async (): Promise<unknown[]> => (await simulator.control.state()).tegro.orders

describe("a pay link", () => {
  it("opens the checkout, and the same order again", async () => {
    const params = link({
      lang: "en",
      test: "1",
      "fields[email]": "a@b.ru",
      success_url: "https://shop.test/ok",
      "receipt[items][0][name]": "Tea",
      "receipt[items][0][count]": "2",
      "receipt[items][0][price]": "50",
    })
    const text = await open(params)
    expect(text).toContain("100.00 RUB")
    expect(text).toContain("Tea")
    expect(text).toContain("Test payment")
    expect(text).toContain("SIMULATOR")
    await open(params)
    expect(await orders()).toMatchObject([
      {
        reference: "123",
        via: "pay",
        test: true,
        email: "a@b.ru",
        amount: "100.00000000",
        successUrl: "https://shop.test/ok",
      },
    ])
  })

  it("works as a form, straight to a method", async () => {
    const answer = await post(`${simulator.tegroUrl}/pay/form/`, link({ payment_system: "11" }))
    expect(await answer.text()).toContain("№ 11")
    expect(await orders()).toMatchObject([{ via: "form", paymentSystem: 11 }])
    expect(await (await fetch(`${simulator.tegroUrl}/pay/form/`)).text()).toContain("pay-error")
  })

  it.each([
    ["Неверная подпись", { sign: "0".repeat(32) }],
    ["Не указан обязательный параметр order_id", { order_id: "" }],
    ["Магазин не найден", { shop_id: "FFFF" }],
    ["Неверная сумма платежа", { amount: "0" }],
    ["Валюта недоступна", { currency: "AZN" }],
    [
      "Стоимость товара не сходится с суммой оплаты",
      { "receipt[items][0][count]": "1", "receipt[items][0][price]": "99.99" },
    ],
  ])("is refused with %s", async (message, change) => {
    expect(await open(link(change as Record<string, string>))).toContain(message)
    expect(await orders()).toHaveLength(0)
  })

  it("is refused without a receipt where one is a must", async () => {
    await simulator.control.tegro.configureShop(publicKey, { receiptRequired: true })
    expect(await open(link())).toContain("Не указан обязательный параметр receipt")
  })

  it("notifies with the amount as it was written", async () => {
    await open(link({ notify_url: "http://127.0.0.1:9/" }))
    await simulator.control.notifications.policy("tegro", { drop: true })
    await simulator.control.tegro.pay("123")
    const { notifications } = await simulator.control.state()
    expect(notifications[0]?.fields.amount).toBe("100.00")
  })
})

describe("the hosted checkout", () => {
  async function checkout(): Promise<string> {
    const id = await createOrder(simulator, { order_id: "a&b c" })
    const { tegro } = await simulator.control.state()
    return tegro.orders.find((order) => order.id === id)?.url ?? ""
  }

  it("pays once and goes back to the shop", async () => {
    await simulator.control.tegro.configureShop(publicKey, { successUrl: "https://shop.test/ok?a=1#top" })
    const url = await checkout()
    const answer = await post(url, { action: "pay", payment_system: "28" })
    expect(answer.status).toBe(303)
    expect(answer.headers.get("location")).toBe("https://shop.test/ok?a=1&order_id=a%26b+c#top")
    await post(url, { action: "pay" })
    await post(url, { action: "fail" })
    expect(await orders()).toMatchObject([{ status: 1, paymentSystem: 28 }])
    expect((await simulator.control.state()).notifications).toHaveLength(1)
    expect(await (await fetch(`${url}?lang=en`)).text()).toContain("Order is paid")
  })

  it("fails, and stays where there is no fail URL", async () => {
    const url = await checkout()
    const answer = await post(`${url}?lang=en`, { action: "fail" })
    const next = new URL(answer.headers.get("location") ?? "", url)
    expect(await (await fetch(next)).text()).toContain("Payment failed")
    expect(await orders()).toMatchObject([{ status: 2 }])
  })

  it("can be left, unpaid", async () => {
    await simulator.control.tegro.configureShop(publicKey, { failUrl: "https://shop.test/no" })
    const answer = await post(await checkout(), { action: "leave" })
    expect(answer.headers.get("location")).toBe("https://shop.test/no?order_id=a%26b+c")
    expect(await orders()).toMatchObject([{ status: 0 }])
  })

  it("puts the fee on the bill where the buyer pays it", async () => {
    await simulator.control.tegro.configureShop(publicKey, { feeOnBuyer: true })
    expect(await (await fetch(await checkout())).text()).toContain("105.00 RUB")
  })

  it("opens with its own secret only", async () => {
    const url = (await checkout()).replace(/[0-9a-f]{32}/, "0".repeat(32))
    expect((await fetch(url)).status).toBe(404)
  })

  it("never links to a script", async () => {
    await open(link({ success_url: "javascript:alert(1)" }))
    await simulator.control.tegro.pay("123")
    expect(await orders()).toMatchObject([{ successUrl: null }])
  })
})

describe("the wallet page", () => {
  it("sends any sum, as often as one likes", async () => {
    await getWallet(simulator, "3636363", "http://127.0.0.1:9/hook")
    const url = `${simulator.url}/m10/3636363`
    expect((await post(url, { amount: "200" })).headers.get("location")).toBe("/m10/3636363?lang=en&sent=1")
    const half = await (await fetch(`${url}?lang=en`)).text()
    expect(half).toContain("200.00 AZN")
    expect(half).toContain("300.00 AZN")
    await post(url, { amount: "300,5" })
    expect(await (await fetch(`${url}?lang=ru`)).text()).toContain("Оплата получена полностью")
    expect((await post(url, { amount: "lots" })).headers.get("location")).toContain("wrong=1")
    expect((await simulator.control.state()).m2cerber.payments).toMatchObject([
      { received: "500.5", status: "accept" },
    ])
  })

  it("knows its payments only", async () => {
    expect((await fetch(`${simulator.url}/m10/1`)).status).toBe(404)
  })
})

describe("escaping", () => {
  it("holds on every page", async () => {
    await createOrder(simulator, { order_id: EVIL, fields: { email: EVIL } })
    await getWallet(simulator, "1", `http://127.0.0.1:9/"><script>alert(1)</script>`)
    await simulator.control.notifications.policy("m2cerber", { drop: true })
    await simulator.control.m2cerber.transfer("1", "500")
    const { tegro } = await simulator.control.state()
    const pages = [
      await (await fetch(`${simulator.url}/?error=${encodeURIComponent(EVIL)}`)).text(),
      await (await fetch(tegro.orders[0]?.url ?? "")).text(),
      await (await fetch(`${simulator.url}/m10/1`)).text(),
      await open({ ...link(), lang: EVIL, order_id: EVIL }),
    ]
    for (const text of pages) expect(text).not.toMatch(/<script/i)
    expect(pages[1]).toContain("&lt;script&gt;")
  })

  it("forbids scripts by header as well", async () => {
    const policy = (await fetch(simulator.url)).headers.get("content-security-policy")
    expect(policy).toContain("default-src 'none'")
  })

  it("escapes texts, keeps markup, drops what is false or nothing", () => {
    const inner = html`<b>${"<&\"'>"}</b>`
    expect(html`${inner}${false}${null}${undefined}${0}${[inner]}`.text).toBe(`${inner.text}0${inner.text}`)
    expect(inner.text).toBe("<b>&lt;&amp;&quot;&#39;&gt;</b>")
  })
})
