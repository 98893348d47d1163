import { DEFAULT_YOOKASSA_SHOP, startSimulator, type Simulator, type YookassaShopPatch } from "../index"
import { kassa, LIVE, LIVE_SHOP, order, paid, rub } from "./support/yookassa"

const DAY = 24 * 60 * 60 * 1000
const UNKNOWN = "2419a771-000f-5000-9000-1edaf29243f2"
let simulator: Simulator

beforeAll(async () => {
  simulator = await startSimulator({ yookassaShops: [DEFAULT_YOOKASSA_SHOP, LIVE_SHOP] })
})
beforeEach(() => simulator.control.reset())
afterAll(() => simulator.stop())

const configure = (patch: YookassaShopPatch) =>
  simulator.control.yookassa.configureShop(DEFAULT_YOOKASSA_SHOP.shopId, patch)
const post = (path: string, body?: unknown, call = {}) => kassa(simulator, "POST", path, body, call)
const get = (path: string, call = {}) => kassa(simulator, "GET", path, undefined, call)
const payments = async () => (await simulator.control.state()).yookassa.payments

describe("the door", () => {
  it.each([[{ user: "1" }], [{ password: "test_other" }], [{ headers: { authorization: "Bearer x" } }]])(
    "lets nobody in with %j",
    async (call) => {
      expect(await get("payments", call)).toMatchObject({
        status: 401,
        body: { type: "error", code: "invalid_credentials", id: expect.any(String) },
      })
    },
  )

  it.each([
    ["empty", null],
    ["too long", "k".repeat(65)],
    ["illegal", "order 37"],
    ["illegal", "order/37"],
  ])("refuses a key that is %s", async (words, key) => {
    const { status, body } = await post("payments", order(), { key })
    expect([status, body.code, body.parameter]).toEqual([400, "invalid_request", "Idempotence-Key"])
    expect(body.description).toContain(words)
    expect(await payments()).toEqual([])
  })

  it("wants JSON, and knows its methods and addresses", async () => {
    const form = { headers: { "content-type": "application/x-www-form-urlencoded" } }
    expect(await post("payments", "amount=1", form)).toEqual({ status: 415, body: null })
    expect(await kassa(simulator, "PUT", "payments", order())).toEqual({ status: 405, body: null })
    expect(await post("me", {})).toEqual({ status: 405, body: null })
    expect((await get("nothing")).status).toBe(404)
    for (const body of ["{", "[]", '"text"']) expect((await post("payments", body)).status).toBe(400)
  })

  it("keeps one shop's payments from another", async () => {
    const { id } = await paid(simulator)
    expect((await get(`payments/${id}`, LIVE)).status).toBe(404)
    expect((await get("payments", LIVE)).body.items).toEqual([])
    expect((await post("refunds", { payment_id: id, amount: rub("10.00") }, LIVE)).status).toBe(400)
  })

  it("tells about the shop, where it may", async () => {
    expect((await get("me")).body).toMatchObject({ account_id: "100500", test: true, status: "enabled" })
    expect((await get("me", LIVE)).body.payment_methods).toContain("sbp")
    await configure({ me: false })
    expect(await get("me")).toMatchObject({ status: 403, body: { code: "forbidden" } })
  })
})

describe("a key", () => {
  it("gives the first answer again for 24 hours, and one payment", async () => {
    const first = await post("payments", order(), { key: "k" })
    await simulator.control.yookassa.pay(first.body.id)
    expect(await post("payments", order(), { key: "k" })).toEqual(first)
    await simulator.control.clock.advance(DAY - 60_000)
    expect((await post("payments", order(), { key: "k" })).body.id).toBe(first.body.id)
    await simulator.control.clock.advance(60_000)
    expect((await post("payments", order(), { key: "k" })).body.id).not.toBe(first.body.id)
    expect(await payments()).toHaveLength(2)
  })

  it("is refused for another body or address", async () => {
    await post("payments", order(), { key: "k" })
    const other = await post("payments", order({ description: "other" }), { key: "k" })
    expect(other).toMatchObject({
      status: 400,
      body: { description: "Idempotence key duplicated", parameter: "Idempotence-Key" },
    })
    expect((await post("refunds", order(), { key: "k" })).body.description).toContain("duplicated")
    await configure({ reusedKey: "stored" })
    const [one] = await payments()
    expect((await post("payments", order({ description: "other" }), { key: "k" })).body.id).toBe(one?.id)
  })

  it("is each shop's own", async () => {
    const mine = await post("payments", order(), { key: "k" })
    expect((await post("payments", order(), { key: "k", ...LIVE })).body.id).not.toBe(mine.body.id)
  })

  it("is not used up by a refused request, unless the shop is set up so", async () => {
    const wrong = order({ amount: rub("0.50") })
    await post("payments", wrong, { key: "k" })
    expect((await post("payments", order(), { key: "k" })).status).toBe(200)
    await configure({ keepsErrors: true })
    await post("payments", wrong, { key: "k2" })
    await configure({ minAmount: "0.10" })
    expect((await post("payments", wrong, { key: "k2" })).status).toBe(400)
    expect((await post("payments", order(), { key: "k2" })).body.description).toContain("duplicated")
  })
})

describe("a new payment", () => {
  it("looks as documented", async () => {
    const { status, body } = await post("payments", order({ description: "Order 37" }))
    const { id } = body
    expect(status).toBe(200)
    expect(id).toMatch(/^[0-9a-f]{8}-000f-5000-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(body).toEqual({
      id,
      status: "pending",
      paid: false,
      amount: rub("100.00"),
      confirmation: { type: "redirect", confirmation_url: expect.stringContaining(`orderId=${id}`) },
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      description: "Order 37",
      metadata: { reference: "ref-37" },
      recipient: { account_id: "100500", gateway_id: "100700" },
      refundable: false,
      test: true,
    })
  })

  const confirmation = (change: Record<string, unknown>) => ({
    confirmation: { type: "redirect", return_url: "https://shop.example/", ...change },
  })
  it.each([
    ["Payment amount is illegal", "amount.value", { amount: { value: 100, currency: "RUB" } }],
    ["Payment amount is illegal", "amount.value", { amount: rub("100") }],
    ["Payment amount is illegal", "amount.value", { amount: rub("100.5") }],
    ["Payment amount is illegal", "amount.value", { amount: rub("100,50") }],
    ["Payment amount is illegal", "amount.value", { amount: rub("-100.00") }],
    ["Payment amount is illegal", "amount.value", { amount: rub("0.99") }],
    ["Payment amount is illegal", "amount.value", { amount: rub("350000.01") }],
    ["Currency code is illegal", "amount.currency", { amount: { value: "100.00", currency: "AZN" } }],
    ["must be an object", "amount", { amount: "100.00" }],
    ["Unknown field", "order_id", { order_id: "37" }],
    ["not simulated", "payment_token", { payment_token: "x" }],
    ["must be true or false", "capture", { capture: "true" }],
    ["must be an object", "confirmation", { confirmation: undefined }],
    ["Illegal confirmation type", "confirmation.type", confirmation({ type: "embedded" })],
    ["Return url is missing", "confirmation.return_url", confirmation({ return_url: "" })],
    ["Return url is illegal", "confirmation.return_url", confirmation({ return_url: "/back" })],
    ["too long", "confirmation.return_url", confirmation({ return_url: `https://x.y/${"a".repeat(2048)}` })],
    ["Locale is illegal", "confirmation.locale", confirmation({ locale: "ru" })],
    ["Description is too long. Max. length is 128", "description", { description: "a".repeat(129) }],
    [
      "limited to 16 keys",
      "metadata",
      { metadata: Object.fromEntries([..."abcdefghijklmnopq"].map((k) => [k, "1"])) },
    ],
    ["key is too long", "metadata", { metadata: { ["k".repeat(33)]: "1" } }],
    ["must be a string", "metadata.n", { metadata: { n: 1 } }],
    ["too long", "metadata.n", { metadata: { n: "a".repeat(513) } }],
    ["not available", "payment_method_data.type", { payment_method_data: { type: "sbp" } }],
    ["Recipient is illegal", "recipient.gateway_id", { recipient: { gateway_id: "1" } }],
  ])("is refused: %s (%s)", async (words, parameter, change) => {
    const { status, body } = await post("payments", order(change))
    expect([status, body.parameter]).toEqual([400, parameter])
    expect(body.description).toContain(words)
    expect(await payments()).toEqual([])
  })

  it("brings the customer's id and the recipient back", async () => {
    const sent = {
      merchant_customer_id: "c-1",
      recipient: { gateway_id: "100700" },
      metadata: { a: "1", b: null },
    }
    expect((await post("payments", order(sent))).body).toMatchObject({
      merchant_customer_id: "c-1",
      recipient: { account_id: "100500", gateway_id: "100700" },
      metadata: { a: "1" },
    })
  })

  it("is not captured by default, and cannot be held by a method that holds nothing", async () => {
    await post("payments", order({ capture: undefined }))
    expect(await payments()).toMatchObject([{ capture: false }])
    const sbp = { payment_method_data: { type: "sbp" } }
    expect((await post("payments", order({ capture: false, ...sbp }), LIVE)).body.parameter).toBe("capture")
    expect((await post("payments", order(sbp), LIVE)).status).toBe(200)
  })

  it("expires after an hour, and cannot be canceled before", async () => {
    const { id } = (await post("payments", order())).body
    expect((await post(`payments/${id}/cancel`, {})).body.description).toContain("can not be canceled")
    await simulator.control.clock.advance(DAY / 24)
    expect((await get(`payments/${id}`)).body).toMatchObject({
      status: "canceled",
      paid: false,
      cancellation_details: { party: "yoo_money", reason: "expired_on_confirmation" },
    })
  })

  it("tells an unknown one by 404, or by 400", async () => {
    expect(await get(`payments/${UNKNOWN}`)).toMatchObject({
      status: 404,
      body: { code: "not_found", parameter: "payment_id" },
    })
    await configure({ notFound: 400 })
    expect(await get(`payments/${UNKNOWN}`)).toMatchObject({ status: 400, body: { code: "invalid_request" } })
  })
})

describe("a hold", () => {
  it("lasts seven days and is then let go", async () => {
    const { id, expiresAt } = await paid(simulator, { capture: false })
    const held = (await get(`payments/${id}`)).body
    expect(held).toMatchObject({ status: "waiting_for_capture", paid: true, expires_at: expiresAt })
    expect(Date.parse(String(expiresAt)) - Date.parse(String(held.created_at))).toBeGreaterThanOrEqual(
      7 * DAY,
    )
    await simulator.control.clock.advance(7 * DAY)
    const gone = (await get(`payments/${id}`)).body
    expect(gone).toMatchObject({ status: "canceled", cancellation_details: { reason: "expired_on_capture" } })
    expect(gone).not.toHaveProperty("expires_at")
    expect((await post(`payments/${id}/capture`, {})).body.description).toContain("current status")
  })

  it.each([undefined, "{}", JSON.stringify({ amount: rub("100.00") })])(
    "is captured in full by %s",
    async (body) => {
      const { id } = await paid(simulator, { capture: false })
      expect((await post(`payments/${id}/capture`, body)).body).toMatchObject({
        status: "succeeded",
        captured_at: expect.any(String),
        amount: rub("100.00"),
        refundable: true,
      })
    },
  )

  it("is captured in part, once", async () => {
    const { id } = await paid(simulator, { capture: false })
    const part = await post(`payments/${id}/capture`, { amount: rub("60.00") })
    expect(part.body).toMatchObject({
      status: "succeeded",
      amount: rub("60.00"),
      income_amount: rub("57.90"),
    })
    expect((await post(`payments/${id}/capture`, { amount: rub("40.00") })).status).toBe(400)
    await configure({ partialAmount: "original" })
    expect((await get(`payments/${id}`)).body.amount).toEqual(rub("100.00"))
    expect((await post("refunds", { payment_id: id, amount: rub("60.01") })).body.description).toContain(
      "exceeded",
    )
  })

  it("is refused more than is held, and whatever is no hold", async () => {
    const { id } = await paid(simulator, { capture: false })
    const more = await post(`payments/${id}/capture`, { amount: rub("100.01") })
    expect(more.body).toMatchObject({ description: "Illegal amount for capture", parameter: "amount" })
    const { id: taken } = await paid(simulator)
    expect((await post(`payments/${taken}/capture`, {})).body.description).toContain("autocapture")
    expect((await post(`payments/${UNKNOWN}/capture`, {})).status).toBe(404)
  })

  it("is let go, whatever the body of the call says", async () => {
    const { id } = await paid(simulator, { capture: false })
    expect((await post(`payments/${id}/cancel`, order({ odd: 1 }))).body).toMatchObject({
      status: "canceled",
      cancellation_details: { party: "merchant", reason: "canceled_by_merchant" },
    })
    expect((await post(`payments/${id}/cancel`)).status).toBe(400)
  })
})

describe("a list", () => {
  it("comes in pages, newest first, by a cursor that goes with its filters", async () => {
    const ids: string[] = []
    for (let index = 0; index < 12; index++) ids.unshift((await post("payments", order())).body.id)
    const first = (await get("payments?status=pending")).body
    expect(first.items.map(({ id }) => id)).toEqual(ids.slice(0, 10))
    // Payments that come meanwhile do not shift the next page.
    await post("payments", order())
    const next = (await get(`payments?status=pending&cursor=${first.next_cursor}`)).body
    expect(next.items.map(({ id }) => id)).toEqual(ids.slice(10))
    expect(next).not.toHaveProperty("next_cursor")
    for (const query of [`cursor=${first.next_cursor}`, "status=pending&cursor=1"])
      expect((await get(`payments?${query}`)).body.parameter).toBe("cursor")
  })

  it("is filtered by status, method and times", async () => {
    const start = (await simulator.control.state()).now
    const { id: done } = await paid(simulator)
    await simulator.control.clock.advance(60_000)
    const { id: open } = (await post("payments", order())).body
    const middle = new Date(Date.parse(start) + 30_000).toISOString()
    const found = async (query: string) => (await get(`payments?${query}`)).body.items.map(({ id }) => id)
    expect(await found("status=succeeded")).toEqual([done])
    expect(await found("payment_method=bank_card")).toEqual([done])
    expect(await found(`created_at.gte=${middle}`)).toEqual([open])
    expect(await found(`created_at.lt=${middle}`)).toEqual([done])
    expect(await found(`captured_at.gte=${start}&captured_at.lte=${middle}`)).toEqual([done])
    expect(await found(`created_at.gt=${start}&limit=1`)).toEqual([open])
  })

  it.each([
    "limit=0",
    "limit=101",
    "status=paid",
    "created_at=2026",
    "created_at.gte=2026",
    "page=1",
    "payment_id=1",
  ])("is refused with %s", async (query) => expect((await get(`payments?${query}`)).status).toBe(400))
})

it("remembers each write with its key and what it carried, and no secret", async () => {
  await post("payments", order(), { key: "k-1" })
  await post("payments", order(), { key: "k-1" })
  await post("payments", order({ description: "x" }), { key: "k-2" })
  await get("payments")
  const state = await simulator.control.state()
  const [first, again, other, read] = state.calls
  expect(first).toMatchObject({ gateway: "yookassa", call: "createPayment", key: "k-1", status: 200 })
  expect(again?.digest).toBe(first?.digest)
  expect(other?.digest).not.toBe(first?.digest)
  expect(read).not.toHaveProperty("key")
  expect(JSON.stringify(state)).not.toContain(DEFAULT_YOOKASSA_SHOP.secretKey)
})
