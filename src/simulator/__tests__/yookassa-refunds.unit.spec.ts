import { DEFAULT_YOOKASSA_SHOP, startSimulator, type Simulator, type YookassaShopPatch } from "../index"
import { kassa, order, paid, receipt, rub } from "./support/yookassa"

let simulator: Simulator

beforeAll(async () => {
  simulator = await startSimulator()
})
beforeEach(() => simulator.control.reset())
afterAll(() => simulator.stop())

const configure = (patch: YookassaShopPatch) =>
  simulator.control.yookassa.configureShop(DEFAULT_YOOKASSA_SHOP.shopId, patch)
const post = (path: string, body?: unknown) => kassa(simulator, "POST", path, body)
const get = (path: string) => kassa(simulator, "GET", path)
const refund = (payment_id: string, value: string, more = {}) =>
  post("refunds", { payment_id, amount: rub(value), ...more })

describe("a refund", () => {
  it("looks as documented and counts in its payment", async () => {
    const { id } = await paid(simulator)
    const { status, body } = await refund(id, "40.00", {
      description: "Return 12",
      metadata: { refund: "r-1" },
    })
    expect(status).toBe(200)
    expect(body).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}-0016-5000-/),
      payment_id: id,
      status: "succeeded",
      amount: rub("40.00"),
      created_at: expect.any(String),
      description: "Return 12",
      metadata: { refund: "r-1" },
    })
    expect((await get(`refunds/${body.id}`)).body).toEqual(body)
    expect((await get(`payments/${id}`)).body).toMatchObject({
      refunded_amount: rub("40.00"),
      refundable: true,
    })
    await refund(id, "60.00")
    expect((await get(`payments/${id}`)).body).toMatchObject({
      refunded_amount: rub("100.00"),
      refundable: false,
    })
    expect((await refund(id, "1.00")).body.description).toBe("Payment is already completely refunded")
  })

  it.each([
    ["Refund sum exceeded", "100.01"],
    ["Remaining payment amount after refund must be greater than 1.00 RUB", "99.50"],
    ["Payment amount is illegal", "0.50"],
    ["Payment amount is illegal", "10.5"],
  ])("is refused: %s", async (words, value) => {
    const { id } = await paid(simulator)
    expect(await refund(id, value)).toMatchObject({ status: 400, body: { description: words } })
  })

  it("is refused for what is not paid, not there, or not known", async () => {
    const { body: open } = await post("payments", order())
    expect((await refund(open.id, "10.00")).body.description).toContain("current status")
    const { id: held } = await paid(simulator, { capture: false })
    expect((await refund(held, "10.00")).body.description).toContain("current status")
    expect((await refund("none", "10.00")).body.parameter).toBe("payment_id")
    const { id } = await paid(simulator)
    expect((await refund(id, "10.00", { reason: "x" })).body.parameter).toBe("reason")
    expect((await refund(id, "10.00", { description: "a".repeat(251) })).body.parameter).toBe("description")
    expect((await get("refunds/none")).status).toBe(404)
  })

  it("is spoken for while it is pending, and free again when it is canceled", async () => {
    await configure({ refunds: "pending" })
    const { id } = await paid(simulator)
    const { body: first } = await refund(id, "60.00")
    expect(first.status).toBe("pending")
    expect((await get(`payments/${id}`)).body.refunded_amount).toEqual(rub("0.00"))
    expect((await refund(id, "50.00")).body.description).toBe("Refund sum exceeded")
    await simulator.control.yookassa.settleRefund(first.id, "rejected_by_timeout")
    expect((await get(`refunds/${first.id}`)).body).toMatchObject({
      status: "canceled",
      cancellation_details: { party: "yoo_money", reason: "rejected_by_timeout" },
    })
    const { body: second } = await refund(id, "100.00")
    await simulator.control.yookassa.settleRefund(second.id)
    expect((await get(`payments/${id}`)).body.refunded_amount).toEqual(rub("100.00"))
    await expect(simulator.control.yookassa.settleRefund(second.id)).rejects.toThrow("is succeeded")
  })

  it("can be canceled at once", async () => {
    await configure({ refunds: "canceled", refundReason: "insufficient_funds" })
    const { id } = await paid(simulator)
    expect((await refund(id, "60.00")).body).toMatchObject({
      status: "canceled",
      cancellation_details: { reason: "insufficient_funds" },
    })
  })

  it("is listed, also one that was made in the cabinet", async () => {
    const { id } = await paid(simulator)
    const { id: other } = await paid(simulator)
    const { body: first } = await refund(id, "10.00")
    await refund(other, "10.00")
    const byHand = await simulator.control.yookassa.refund(id, "20.00")
    const { items } = (await get(`refunds?payment_id=${id}`)).body
    expect(items.map((one) => one.id)).toEqual([byHand.id, first.id])
    expect((await simulator.control.state()).yookassa.refunds.map(({ via }) => via)).toEqual([
      "api",
      "api",
      "cabinet",
    ])
    expect((await get("refunds?captured_at.gte=2026-01-01T00:00:00Z")).status).toBe(400)
  })

  it("cannot be made in the cabinet beyond what is there", async () => {
    const { id } = await paid(simulator)
    await expect(simulator.control.yookassa.refund(id, "100.01")).rejects.toThrow("amount")
    expect((await simulator.control.yookassa.refund(id)).amount).toBe("100.00")
    await expect(simulator.control.yookassa.refund(id)).rejects.toThrow("amount")
  })
})

describe("a receipt", () => {
  const create = (given: unknown) => post("payments", order({ receipt: given }))
  const lines = (...prices: [number | string, string][]) => {
    const [line] = receipt("1.00").items as Record<string, unknown>[]
    return {
      ...receipt("1.00"),
      items: prices.map(([quantity, price]) => ({ ...line, quantity, amount: rub(price) })),
    }
  }

  it("is a must where the shop sends them, and need not be where it does not", async () => {
    expect((await create(undefined)).status).toBe(200)
    await configure({ receipts: "cheki" })
    expect(await create(undefined)).toMatchObject({
      status: 400,
      body: { description: "Receipt is missing or illegal", parameter: "receipt" },
    })
    const { body } = await create(receipt("100.00"))
    expect(body.receipt_registration).toBe("pending")
    await simulator.control.yookassa.pay(body.id)
    expect((await get(`payments/${body.id}`)).body.receipt_registration).toBe("succeeded")
  })

  it.each([
    ["two lines", lines([2, "25.00"], [1, "50.00"])],
    ["weighed goods", lines([1.5, "40.00"], ["0.5", "80.00"])],
  ])("adds up: %s", async (_name, given) => {
    await configure({ receipts: "cheki" })
    expect((await create(given)).status).toBe(200)
  })

  it.each([
    ["receipt.items", lines([1, "99.99"])],
    ["receipt.items", lines([2, "100.00"])],
    ["receipt.items[0].quantity", lines([0.333, "100.01"])],
    ["receipt.items[0].quantity", lines([0, "100.00"])],
    ["receipt.items[0].amount.value", receipt("100")],
    ["receipt.items[0].vat_code", receipt("100.00", { vat_code: 13 })],
    ["receipt.items[0].vat_code", receipt("100.00", { vat_code: "1" })],
    ["receipt.items[0].payment_subject", receipt("100.00", { payment_subject: "tea" })],
    ["receipt.items[0].payment_mode", receipt("100.00", { payment_mode: undefined })],
    ["receipt.items[0].measure", receipt("100.00", { measure: undefined })],
    ["receipt.items[0].description", receipt("100.00", { description: "" })],
    ["receipt.items[0].description", receipt("100.00", { description: "a".repeat(129) })],
    ["receipt.items[0].vat", receipt("100.00", { vat: 1 })],
    ["receipt.items", { ...receipt("100.00"), items: [] }],
    ["receipt.customer", { ...receipt("100.00"), customer: { phone: "79000000000" } }],
    [
      "receipt.customer.phone",
      { ...receipt("100.00"), customer: { email: "a@b.ru", phone: "+79000000000" } },
    ],
    ["receipt.customer.email", { ...receipt("100.00"), customer: { email: "a.b.ru" } }],
    ["receipt.tax_system_code", { ...receipt("100.00"), tax_system_code: 1 }],
    ["receipt", "text"],
  ])("is refused at %s", async (parameter, given) => {
    await configure({ receipts: "cheki" })
    expect(await create(given)).toMatchObject({ status: 400, body: { parameter } })
  })

  it("asks less of a shop with a cash register of its own", async () => {
    await configure({ receipts: "third_party" })
    const given = receipt("100.00", { measure: undefined })
    expect((await create({ ...given, customer: { phone: "79000000000" }, tax_system_code: 6 })).status).toBe(
      200,
    )
    expect((await create({ ...given, customer: {} })).body.parameter).toBe("receipt.customer")
  })

  it("is needed again for a part, and not for all", async () => {
    await configure({ receipts: "cheki" })
    const given = { capture: false, receipt: receipt("100.00") }
    const [first, second] = [await paid(simulator, given), await paid(simulator, given)]
    const part = (more = {}) => post(`payments/${first.id}/capture`, { amount: rub("60.00"), ...more })
    expect((await part()).body.parameter).toBe("receipt")
    expect((await part({ receipt: receipt("100.00") })).body.parameter).toBe("receipt.items")
    expect((await part({ receipt: receipt("60.00") })).status).toBe(200)
    expect((await post(`payments/${second.id}/capture`, {})).status).toBe(200)
    expect((await refund(first.id, "10.00")).body.parameter).toBe("receipt")
    // The official client leaves the measure out.
    const unmeasured = receipt("10.00", { measure: undefined })
    expect((await refund(first.id, "10.00", { receipt: unmeasured })).status).toBe(200)
    expect((await refund(second.id, "100.00")).body).toMatchObject({ receipt_registration: "succeeded" })
  })
})
