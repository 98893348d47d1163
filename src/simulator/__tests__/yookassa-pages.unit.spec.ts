import { DEFAULT_YOOKASSA_SHOP, startSimulator, type Simulator } from "../index"
import { kassa, LIVE, LIVE_SHOP, order, receipt } from "./support/yookassa"

const EVIL = `<script>alert("x")</script>'`
const RETURN = "https://shop.example/back?o=37&x=1#top"
let simulator: Simulator

beforeAll(async () => {
  simulator = await startSimulator({ yookassaShops: [DEFAULT_YOOKASSA_SHOP, LIVE_SHOP] })
})
beforeEach(() => simulator.control.reset())
afterAll(() => simulator.stop())

/** The address a shopper is sent to. */
async function checkout(change: Record<string, unknown> = {}, call = {}): Promise<string> {
  const confirmation = { type: "redirect", return_url: RETURN, locale: "en_US" }
  const { body } = await kassa(simulator, "POST", "payments", order({ confirmation, ...change }), call)
  return String((body.confirmation as { confirmation_url?: string } | undefined)?.confirmation_url)
}

const read = async (url: string) => (await fetch(url)).text()
const press = (url: string, fields: Record<string, string>) =>
  fetch(url, { method: "POST", redirect: "manual", body: new URLSearchParams(fields) })
const payments = async () => (await simulator.control.state()).yookassa.payments

describe("the payment page", () => {
  it("shows what is paid for, in both languages, and no secret", async () => {
    const url = await checkout({ description: "Order 37", receipt: receipt("100.00") })
    const text = await read(url)
    for (const piece of ["100.00 RUB", "Order 37", "Tea", "Test payment", "Bank card", "SIMULATOR"])
      expect(text).toContain(piece)
    expect(await read(`${url}&lang=ru`)).toContain("Оплатить")
    expect(text).not.toContain("simulator-secret")
  })

  it("pays, and goes back to the shop's address with nothing added", async () => {
    const url = await checkout()
    const answer = await press(url, { action: "pay", method: "bank_card", card: "2200000000000004" })
    expect([answer.status, answer.headers.get("location")]).toEqual([303, RETURN])
    const [payment] = await payments()
    expect(payment).toMatchObject({ status: "succeeded", method: "bank_card", captured: "100.00" })
    const { body } = await kassa(simulator, "GET", `payments/${payment?.id}`)
    expect(body).toMatchObject({
      payment_method: {
        type: "bank_card",
        status: "inactive",
        title: "Bank card *0004",
        card: { last4: "0004", card_type: "Mir" },
      },
      authorization_details: { three_d_secure: { applied: true } },
    })
    await press(url, { action: "expire" })
    expect(await payments()).toMatchObject([{ status: "succeeded" }])
    expect(await read(url)).toContain("Order is paid")
  })

  it.each([
    ["5555555555554600", "insufficient_funds"],
    ["5555555555554592", "3d_secure_failed"],
    ["1", "invalid_card_number"],
  ])("declines the card %s and lets the shopper try again", async (card, reason) => {
    const url = await checkout()
    const answer = await press(url, { action: "pay", method: "bank_card", card })
    const next = new URL(answer.headers.get("location") ?? "", url)
    expect(await read(next.href)).toContain(`Try another way. (${reason})`)
    expect(await payments()).toMatchObject([{ status: "pending" }])
    await press(url, { action: "pay", method: "yoo_money" })
    expect(await payments()).toMatchObject([{ status: "succeeded", method: "yoo_money" }])
  })

  it("ends with the decline where the shop has chosen the method", async () => {
    const url = await checkout({ payment_method_data: { type: "bank_card" } })
    const answer = await press(url, { action: "pay", card: "5555555555554600" })
    expect(answer.headers.get("location")).toBe(RETURN)
    expect(await payments()).toMatchObject([
      { status: "canceled", cancellation: { party: "payment_network", reason: "insufficient_funds" } },
    ])
    expect(await read(url)).toContain("Payment canceled")
  })

  it.each([
    ["leave", "pending", null],
    ["expire", "canceled", { reason: "expired_on_confirmation" }],
  ])("can be left by %s", async (action, status, cancellation) => {
    const answer = await press(await checkout(), { action })
    expect(answer.headers.get("location")).toBe(RETURN)
    expect(await payments()).toMatchObject([{ status, cancellation }])
  })

  it("says that the money is held, and offers no method that cannot hold it", async () => {
    expect(await read(await checkout({}, LIVE))).toContain("SBP fast payments")
    const url = await checkout({ capture: false }, LIVE)
    const text = await read(url)
    expect(text).toContain("The money is held")
    expect(text).not.toContain("SBP fast payments")
    expect(text).not.toContain("Test payment")
    await press(url, { action: "pay", method: "sberbank" })
    expect((await payments()).at(-1)).toMatchObject({ status: "waiting_for_capture", method: "sberbank" })
  })

  it("escapes what the shop sends, and knows its payments only", async () => {
    const text = await read(await checkout({ description: EVIL }))
    expect(text).not.toMatch(/<script/i)
    expect(text).toContain("&lt;script&gt;")
    expect(await read(`${simulator.url}/?error=x`)).not.toMatch(/<script/i)
    expect((await fetch(`${simulator.url}/yookassa/checkout/payments/v2/contract?orderId=1`)).status).toBe(
      404,
    )
  })

  it("is spared by faults unless it is named", async () => {
    const url = await checkout()
    await simulator.control.faults.add({ gateway: "yookassa", kind: "status", times: 0 })
    expect((await fetch(url)).status).toBe(200)
    await simulator.control.faults.add({ call: "checkout", kind: "status", status: 503 })
    expect((await fetch(url)).status).toBe(503)
  })
})

describe("the control", () => {
  const http = async (path: string, body: unknown = {}) => {
    const answer = await fetch(`${simulator.url}/control/yookassa/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    })
    return { status: answer.status, data: (await answer.json()) as Record<string, unknown> }
  }

  it("does over HTTP what payers and cabinets do", async () => {
    await checkout({ capture: false })
    const [{ id = "" } = {}] = await payments()
    expect((await http(`payments/${id}/pay`, { method: "yoo_money" })).data.status).toBe(
      "waiting_for_capture",
    )
    expect((await http(`payments/${id}/capture`, { amount: "60.00" })).data).toMatchObject({
      captured: "60.00",
    })
    await http("shops/100500", { refunds: "pending" })
    const refund = (await http(`payments/${id}/refund`, { amount: "10.00" })).data
    expect(refund).toMatchObject({ status: "pending", via: "cabinet" })
    const settled = await http(`refunds/${String(refund.id)}/settle`, { outcome: "insufficient_funds" })
    expect(settled.data).toMatchObject({ status: "canceled" })
    await checkout({ metadata: { reference: "ref-38" } })
    expect((await http("payments/ref-38/decline", { reason: "fraud_suspected" })).data.status).toBe(
      "canceled",
    )
    await checkout({ metadata: { reference: "ref-39" } })
    expect((await http("payments/ref-39/expire")).data.status).toBe("canceled")
    const page = await read(simulator.url)
    for (const piece of ["YooKassa payments", "YooKassa refunds", id, "fraud_suspected"])
      expect(page).toContain(piece)
  })

  it.each([
    ["payments/none/pay", {}, 404],
    ["refunds/none/settle", {}, 404],
    ["shops/1", {}, 404],
    ["shops/100500", { secretKey: "x" }, 400],
    ["shops/100500", { receipts: "maybe" }, 400],
  ])("answers %s %j with an error", async (path, body, status) => {
    expect(await http(path, body)).toMatchObject({ status, data: { error: expect.any(String) } })
  })

  it("keeps the order of a payment's life", async () => {
    await checkout()
    const [{ id = "" } = {}] = await payments()
    expect((await http(`payments/${id}/capture`)).status).toBe(409)
    expect((await http(`payments/${id}/cancel`)).status).toBe(409)
    expect((await http(`payments/${id}/refund`)).status).toBe(409)
    expect((await http(`payments/${id}/pay`, { method: "sbp" })).status).toBe(400)
    await http(`payments/${id}/pay`, { card: "5555555555554535" })
    expect(await payments()).toMatchObject([{ status: "canceled", cancellation: { reason: "call_issuer" } }])
    expect((await http(`payments/${id}/pay`)).status).toBe(409)
  })
})
