import { YooCheckout } from "@a2seven/yoo-checkout"
import * as constants from "@a2seven/yoo-checkout/build/core/constants"
import { CurrencyEnum, isYooKassaIP, parseNotification, YooKassaSdk } from "@webzaytsev/yookassa-ts-sdk"
import { DEFAULT_YOOKASSA_SHOP, startSimulator, type Simulator } from "../index"
import { Receiver } from "./support/receiver"

// Two clients that others have written, so that one reading of the documents does not check itself.

const { shopId, secretKey } = DEFAULT_YOOKASSA_SHOP
const store = new Receiver()
let simulator: Simulator

beforeAll(async () => {
  await store.start()
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

const rub = (value: string) => ({ value, currency: CurrencyEnum.RUB })
const calls = async (): Promise<string[]> =>
  (await simulator.control.state()).calls.map(({ call, status }) => `${call} ${status}`)

const receipt = (value: string) => ({
  customer: { email: "shopper@example.com" },
  items: [
    {
      description: "Tea",
      quantity: 1,
      amount: rub(value),
      vat_code: 11 as const,
      measure: "piece" as const,
      payment_subject: "commodity" as const,
      payment_mode: "full_payment" as const,
    },
  ],
})

/** What the client's types want of a refund's receipt: that of a receipt of its own. */
const refundReceipt = (value: string) => ({
  ...receipt(value),
  type: "refund" as const,
  send: true as const,
  settlements: [{ type: "cashless" as const, amount: rub(value) }],
})

describe("@webzaytsev/yookassa-ts-sdk", () => {
  const client = (options: { retries?: number } = {}): YooKassaSdk =>
    new YooKassaSdk({
      shop_id: shopId,
      secret_key: secretKey,
      endpoint: simulator.yookassaUrl,
      maxRPS: 100,
      retries: 0,
      ...options,
    })

  const order = (capture: boolean) => ({
    amount: rub("100.00"),
    capture,
    confirmation: { type: "redirect" as const, return_url: "https://shop.example/back?o=37" },
    description: "Order 37",
    metadata: { reference: "ref-37" },
    receipt: receipt("100.00"),
  })

  it("takes a payment in one stage and refunds it in parts", async () => {
    await simulator.control.yookassa.configureShop(shopId, { receipts: "cheki" })
    const sdk = client()
    const made = await sdk.payments.create(order(true), "key-1")
    expect(made).toMatchObject({ status: "pending", paid: false, metadata: { reference: "ref-37" } })
    expect(made.confirmation).toMatchObject({ confirmation_url: expect.stringContaining(made.id) })
    await simulator.control.yookassa.pay(made.id)
    expect(await sdk.payments.load(made.id)).toMatchObject({
      status: "succeeded",
      paid: true,
      refundable: true,
      amount: rub("100.00"),
      income_amount: rub("96.50"),
      refunded_amount: rub("0.00"),
    })
    const part = await sdk.refunds.create(
      { payment_id: made.id, amount: rub("40.00"), receipt: refundReceipt("40.00") },
      "key-2",
    )
    expect(part).toMatchObject({ status: "succeeded", payment_id: made.id, amount: rub("40.00") })
    const rest = await sdk.refunds.create(
      { payment_id: made.id, amount: rub("60.00"), receipt: refundReceipt("60.00") },
      "key-3",
    )
    expect(await sdk.refunds.load(rest.id)).toMatchObject({ id: rest.id, amount: rub("60.00") })
    const all = await sdk.refunds.list({ payment_id: made.id, limit: 1 })
    expect(all.map(({ id }) => id)).toEqual([rest.id, part.id])
    expect(await sdk.payments.load(made.id)).toMatchObject({
      refundable: false,
      refunded_amount: rub("100.00"),
    })
  })

  it("holds, captures a part, and lets another hold go", async () => {
    const sdk = client()
    const first = await sdk.payments.create(order(false))
    const second = await sdk.payments.create(order(false))
    await simulator.control.yookassa.pay(first.id)
    await simulator.control.yookassa.pay(second.id)
    expect(await sdk.payments.load(first.id)).toMatchObject({ status: "waiting_for_capture", paid: true })
    expect(
      await sdk.payments.capture(first.id, { amount: rub("60.00"), receipt: receipt("60.00") }),
    ).toMatchObject({ status: "succeeded", amount: rub("60.00") })
    expect(await sdk.payments.cancel(second.id)).toMatchObject({
      status: "canceled",
      cancellation_details: { party: "merchant", reason: "canceled_by_merchant" },
    })
  })

  it("pages through a list by the cursor", async () => {
    const sdk = client()
    const ids: string[] = []
    for (let index = 0; index < 5; index++) ids.unshift((await sdk.payments.create(order(true))).id)
    const listed = await sdk.payments.list({ limit: 2, status: "pending" })
    expect(listed.map(({ id }) => id)).toEqual(ids)
    expect((await calls()).filter((call) => call === "listPayments 200")).toHaveLength(3)
  })

  it("writes filters by time as no document does, and is told so", async () => {
    // created_at[gte] for created_at.gte: a list that took no notice of it would be a list of everything.
    const listed = client().payments.list({ created_at: { gte: "2026-01-01T00:00:00Z" } })
    await expect(listed).rejects.toThrow("created_at[gte]")
  })

  it("gets one payment for one key, also after an answer that was lost", async () => {
    await simulator.control.faults.add({ call: "createPayment", kind: "error_after_success" })
    const made = await client({ retries: 1 }).payments.create(order(true), "key-lost")
    const { yookassa, calls: made2 } = await simulator.control.state()
    expect(yookassa.payments.map(({ id }) => id)).toEqual([made.id])
    expect(made2.map(({ status, key }) => [status, key])).toEqual([
      [500, "key-lost"],
      [200, "key-lost"],
    ])
    expect(made2[0]?.digest).toBe(made2[1]?.digest)
  })

  it("reads refusals, the account and notifications", async () => {
    const sdk = client()
    await expect(sdk.payments.load("2419a771-000f-5000-9000-1edaf29243f2")).rejects.toThrow(
      "Incorrect payment_id",
    )
    expect(await sdk.shop.info().catch((error: Error) => error.message)).toMatch(/OAuth|token/i)
    await simulator.control.yookassa.configureShop(shopId, { notifyUrl: store.url })
    const { id } = await sdk.payments.create(order(true))
    await simulator.control.yookassa.pay(id)
    await simulator.control.notifications.policy("yookassa", { forwardedFor: "185.71.76.5" })
    await simulator.control.yookassa.refund(id, "10.00")
    await simulator.control.notifications.idle()
    const [paid, refunded] = store.received
    expect(parseNotification(paid?.fields)).toMatchObject({
      event: "payment.succeeded",
      object: { id, status: "succeeded", amount: rub("100.00") },
    })
    expect(parseNotification(refunded?.fields)).toMatchObject({
      event: "refund.succeeded",
      object: { payment_id: id, status: "succeeded", amount: rub("10.00") },
    })
    expect(isYooKassaIP(String(refunded?.headers["x-forwarded-for"]))).toBe(true)
  })
})

describe("@a2seven/yoo-checkout", () => {
  let client: YooCheckout

  beforeAll(() => {
    // The only way to another address: the client reads this constant when it is made.
    Object.assign(constants, { apiUrl: simulator.yookassaUrl })
    client = new YooCheckout({ shopId, secretKey })
  })

  const order = {
    amount: rub("100.00"),
    payment_method_data: { type: "bank_card" as const },
    confirmation: { type: "redirect" as const, return_url: "https://shop.example/back" },
    capture: false,
    receipt: {
      customer: { email: "shopper@example.com" },
      items: [{ description: "Tea", quantity: "2", amount: rub("50.00"), vat_code: 1 }],
    },
  }

  it("creates, reads and lists", async () => {
    const made = await client.createPayment(order, "key-1")
    expect((await client.createPayment(order, "key-1")).id).toBe(made.id)
    expect(made.confirmation.confirmation_url).toContain(made.id)
    expect(await client.getPayment(made.id)).toMatchObject({ id: made.id, status: "pending" })
    const at = new Date(Date.now() - 60_000).toISOString()
    const page = await client.getPaymentList({ created_at: { value: at, mode: "gte" }, limit: 20 })
    expect(page.items.map(({ id }) => id)).toEqual([made.id])
    const later = new Date(Date.now() + 60_000).toISOString()
    expect((await client.getPaymentList({ created_at: { value: later, mode: "gte" } })).items).toEqual([])
  })

  it("captures, cancels and refunds", async () => {
    const [first, second] = [await client.createPayment(order), await client.createPayment(order)]
    for (const { id } of [first, second]) await simulator.control.yookassa.pay(id)
    expect(await client.capturePayment(first.id, { amount: rub("100.00") })).toMatchObject({
      status: "succeeded",
    })
    expect(await client.cancelPayment(second.id)).toMatchObject({ status: "canceled" })
    const refund = await client.createRefund({ payment_id: first.id, amount: rub("30.00") })
    expect(await client.getRefund(refund.id)).toMatchObject({ status: "succeeded", amount: rub("30.00") })
    expect((await client.getRefundList({ payment_id: first.id })).items).toHaveLength(1)
  })

  it("reads refusals", async () => {
    const refused = client.createRefund({ payment_id: "none", amount: rub("30.00") })
    await expect(refused).rejects.toMatchObject({
      response: { status: 400, data: { type: "error", code: "invalid_request", parameter: "payment_id" } },
    })
  })
})
