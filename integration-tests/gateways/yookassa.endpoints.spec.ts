import { inspect } from "node:util"
import {
  Money,
  systemRuntime,
  type EntryPolicy,
  type Gateway,
  type KnownPayment,
  type NewOperation,
  type Operation,
  type PaymentRequest,
} from "../../src/core"
import { createYookassaClient } from "../../src/gateways/yookassa/client"
import { createYookassaGateway } from "../../src/gateways/yookassa/gateway"
import { yookassaOptions, type YookassaOptionsInput } from "../../src/gateways/yookassa/options"
import { DEFAULT_YOOKASSA_SHOP, type FaultRule, type YookassaShopPatch } from "../../src/simulator"
import { LIVE_YOOKASSA_SHOP, NOWHERE, startWorld } from "./support/world"

const world = startWorld()
const SHOP = DEFAULT_YOOKASSA_SHOP
const ABSENT = "2419a771-000f-5000-9000-1edaf29243f2"
const DAY = 24 * 3_600_000
const RECEIPT = { vatCode: 11, measure: "piece" } as const

const waits: number[] = []
const logged: string[] = []
const keep = (line: string) => void logged.push(line)
const runtime = {
  ...systemRuntime(),
  sleep: async (ms: number) => void waits.push(ms),
  log: { debug: keep, info: keep, warn: keep, error: keep },
}

const options = (change: Partial<YookassaOptionsInput> = {}) =>
  yookassaOptions.parse({
    shopId: SHOP.shopId,
    secretKey: SHOP.secretKey,
    returnUrl: "https://shop.example/back?order={reference}",
    baseUrl: world.yookassaUrl,
    timeouts: { connectMs: 5_000, totalMs: 10_000 },
    ...change,
  })
const policy = (change: Partial<EntryPolicy> = {}): EntryPolicy => ({
  orderPolicy: { placeOrder: "after_payment", cancelUnpaidAfterMs: DAY },
  acceptsTestPayments: true,
  limits: { min: null, max: null },
  capture: "automatic",
  refunds: "gateway",
  sendsReceipt: false,
  ...change,
})
const client = (change: Partial<YookassaOptionsInput> = {}) => createYookassaClient(options(change), runtime)
const gateway = (change: Partial<YookassaOptionsInput> = {}, wants: Partial<EntryPolicy> = {}): Gateway =>
  createYookassaGateway({ options: options(change), policy: policy(wants), runtime })

const rub = (amount: string) => Money.of(amount, "RUB")
const request = (reference: string, change: Partial<PaymentRequest> = {}): PaymentRequest => ({
  reference,
  amount: rub("1490.50"),
  payer: { email: "user@email.ru", phone: "79111231212" },
  receipt: [
    { name: "Кружка «Чай» №1", count: 2, price: rub("700.25") },
    { name: "Доставка / почта", count: 1, price: rub("90.00") },
  ],
  hookPath: "hooks/payment-gateways/yookassa_main",
  ...change,
})
const known = (reference: string, change: Partial<KnownPayment> = {}): KnownPayment => ({
  reference,
  gatewayId: null,
  amount: rub("1490.50"),
  status: "awaiting",
  claims: {},
  codes: [],
  createdAt: Date.now(),
  ...change,
})

const state = async () => (await world.control.state()).yookassa
const payments = async () => (await state()).payments
const refunds = async () => (await state()).refunds
const configure = (patch: YookassaShopPatch) => world.control.yookassa.configureShop(SHOP.shopId, patch)
const fault = (rule: Omit<FaultRule, "gateway">) => world.control.faults.add({ gateway: "yookassa", ...rule })

/** What was sent, by key: one key may carry one body only. */
async function digestsByKey(): Promise<Map<string, Set<string>>> {
  const { calls } = await world.control.state()
  const byKey = new Map<string, Set<string>>()
  for (const { key = "", digest = "" } of calls.filter((call) => call.digest !== undefined)) {
    byKey.set(key, (byKey.get(key) ?? new Set<string>()).add(digest))
  }
  return byKey
}

beforeEach(async () => {
  waits.length = 0
  logged.length = 0
  world.receiver.clear()
  await world.control.reset()
})

afterEach(async () => {
  for (const [key, digests] of await digestsByKey()) expect([key, digests.size]).toEqual([key, 1])
  expect(logged.join("\n")).not.toContain("simulator-secret")
})

/** A payment that was asked for, as the ledger knows it then. */
async function asked(change: Partial<PaymentRequest> = {}, via = gateway()): Promise<KnownPayment> {
  const reference = via.newReference("ab")
  const { gatewayId } = await via.createPayment(request(reference, change))
  return known(reference, { gatewayId, ...(change.amount && { amount: change.amount }) })
}

async function paid(change: Partial<PaymentRequest> = {}): Promise<KnownPayment> {
  const payment = await asked(change)
  await world.control.yookassa.pay(payment.reference)
  return payment
}

/** A payment whose money is held. */
const held = () => paid({ isHold: true, amount: rub("100.00") })

let drawn = 0

/** An operation as it is written down, and would be repeated. */
function written(payment: KnownPayment, change: Partial<NewOperation>, via = gateway()): Operation {
  const amount = change.amount ?? payment.amount
  const operation: NewOperation = {
    ...{ kind: "refund", key: `op-${++drawn}`, amount, isWhole: amount.equals(payment.amount) },
    ...{
      receipt: [{ name: "Кружка", count: 1, price: amount }],
      payer: { email: "user@email.ru" },
      reason: null,
    },
    ...change,
  }
  const body = via.operationBody?.(payment, operation) ?? ""
  return { kind: operation.kind, key: operation.key, amount, body, gatewayId: null, createdAt: Date.now() }
}

describe("every call of the API", () => {
  const body = (change: Record<string, unknown> = {}) =>
    JSON.stringify({
      amount: { value: "100.00", currency: "RUB" },
      capture: true,
      confirmation: { type: "redirect", return_url: "https://shop.example" },
      metadata: { reference: "mpg-1" },
      ...change,
    })

  it("createPayment makes a payment of exactly what was asked, and one of each key", async () => {
    const made = await client().createPayment("key-1", body())
    expect(made).toMatchObject({ status: "pending", amount: { value: "100.00", currency: "RUB" } })
    expect((await client().createPayment("key-1", body())).id).toBe(made.id)
    expect(await payments()).toHaveLength(1)
  })

  it("payment shows it", async () => {
    const { id } = await client().createPayment("key-1", body())
    expect(await client().payment(id)).toMatchObject({ id, metadata: { reference: "mpg-1" }, test: true })
  })

  it("payments lists page by page, newest first, to the end", async () => {
    for (let i = 1; i <= 105; i++) await client().createPayment(`key-${i}`, body())
    const first = await client().payments({}, null)
    const second = await client().payments({}, first.next_cursor)
    expect([first.items.length, second.items.length, second.next_cursor]).toEqual([100, 5, null])
    const ids = (await payments()).map(({ id }) => id).reverse()
    expect([...first.items, ...second.items].map((one) => one?.id)).toEqual(ids)
  })

  it("capture takes a hold, or a part of it", async () => {
    const { id } = await client().createPayment("key-1", body({ capture: false }))
    await world.control.yookassa.pay(id)
    const part = JSON.stringify({ amount: { value: "60.00", currency: "RUB" } })
    expect(await client().capture(id, "key-2", part)).toMatchObject({ id, status: "succeeded" })
    expect((await payments())[0]?.captured).toBe("60.00")
  })

  it("cancel gives it up", async () => {
    const { id } = await client().createPayment("key-1", body({ capture: false }))
    await world.control.yookassa.pay(id)
    expect(await client().cancel(id, "key-2", "{}")).toMatchObject({
      status: "canceled",
      cancellation_details: { reason: "canceled_by_merchant" },
    })
  })

  it("createRefund returns a part of what was paid", async () => {
    const { id } = await client().createPayment("key-1", body())
    await world.control.yookassa.pay(id)
    const refund = { payment_id: id, amount: { value: "40.00", currency: "RUB" } }
    expect(await client().createRefund("key-2", JSON.stringify(refund))).toMatchObject({
      payment_id: id,
      status: "succeeded",
      amount: { value: "40.00" },
    })
  })

  it("refund and refunds show it", async () => {
    const { id } = await client().createPayment("key-1", body())
    await world.control.yookassa.pay(id)
    const refund = {
      payment_id: id,
      amount: { value: "40.00", currency: "RUB" },
      metadata: { refund: "key-2" },
    }
    const made = await client().createRefund("key-2", JSON.stringify(refund))
    expect(await client().refund(made.id)).toEqual(made)
    expect((await client().refunds({ payment_id: id }, null)).items).toEqual([made])
    expect((await client().refunds({ payment_id: ABSENT }, null)).items).toEqual([])
  })

  it("me tells of the shop", async () => {
    expect(await client().me()).toMatchObject({ account_id: SHOP.shopId, test: true })
  })
})

describe("a payment", () => {
  it("is asked for under its reference as the key, and its page can be opened", async () => {
    const reference = gateway().newReference("ab")
    const { gatewayId, next } = await gateway().createPayment(request(reference))
    const [made] = await payments()
    expect(made).toMatchObject({
      id: gatewayId,
      amount: "1490.50",
      capture: true,
      metadata: { reference },
      returnUrl: `https://shop.example/back?order=${reference}`,
    })
    expect(next).toEqual({ type: "redirect", url: made?.url })
    expect(await (await fetch(made?.url ?? "")).text()).toContain("1490.50")
    expect([...(await digestsByKey()).keys()]).toEqual([reference])
  })

  it("is held where its money is to be held, and offers nothing that cannot hold", async () => {
    await asked({ isHold: true })
    expect(await payments()).toMatchObject([{ capture: false }])
  })

  it("of an option's way to pay offers that one only", async () => {
    await asked({}, gateway({ paymentMethod: "yoo_money", locale: "en_US" }))
    expect(await payments()).toMatchObject([{ method: "yoo_money" }])
  })

  it.each([
    ["pending", "awaiting", async () => undefined],
    ["succeeded", "paid", (id: string) => world.control.yookassa.pay(id)],
    ["canceled/expired_on_confirmation", "expired", (id: string) => world.control.yookassa.expire(id)],
    [
      "canceled/fraud_suspected",
      "failed",
      (id: string) => world.control.yookassa.decline(id, "fraud_suspected"),
    ],
  ] as const)("that is %s is %s", async (code, status, happens) => {
    const payment = await asked()
    await happens(payment.reference)
    expect(await gateway().fetchPayment(payment)).toMatchObject({
      ...{ status, code, reference: payment.reference, gatewayId: payment.gatewayId },
      ...{ account: SHOP.shopId, asked: "1490.50", currency: "RUB", test: true },
    })
  })

  it("declined on the page of all methods waits, and is paid at the next try", async () => {
    const payment = await asked()
    const [{ url = "" } = {}] = await payments()
    const press = (form: Record<string, string>) =>
      fetch(url, { method: "POST", body: new URLSearchParams(form), redirect: "manual" })
    await press({ action: "pay", method: "bank_card", card: "5555555555554600" })
    expect(await gateway().fetchPayment(payment)).toMatchObject({ status: "awaiting" })
    await press({ action: "pay", method: "bank_card", card: "5555555555554444" })
    expect(await gateway().fetchPayment(payment)).toMatchObject({ status: "paid", received: "1490.50" })
  })

  it("keeps nothing personal of how it was paid", async () => {
    const { raw } = (await gateway().fetchPayment(await paid())) ?? {}
    expect(JSON.stringify(raw)).not.toMatch(/4444|4477|\*\d{4}|first6|title/)
    expect(raw).toMatchObject({ payment_method: "bank_card" })
  })

  it("of play money says so, and one of real money does not", async () => {
    expect(await gateway().fetchPayment(await paid())).toMatchObject({ test: true })
    const live = gateway({ shopId: LIVE_YOOKASSA_SHOP.shopId, secretKey: LIVE_YOOKASSA_SHOP.secretKey })
    const payment = await asked({}, live)
    await world.control.yookassa.pay(payment.reference, { method: "sbp" })
    expect(await live.fetchPayment(payment)).toMatchObject({
      test: false,
      account: LIVE_YOOKASSA_SHOP.shopId,
    })
  })

  it("of a status that nobody knows yet is neither money nor none, and the log says so", async () => {
    const payment = await paid()
    await fault({ call: "getPayment", kind: "mismatch", patch: { status: "in_limbo" } })
    expect(await gateway().fetchPayment(payment)).toMatchObject({ status: "processing", code: "in_limbo" })
    expect(logged.join()).toContain("in_limbo")
  })

  it("under one ruble is refused before anything is asked", async () => {
    await expect(asked({ amount: rub("0.99") })).rejects.toMatchObject({ code: "amount_not_supported" })
    expect((await world.control.state()).calls).toEqual([])
  })

  it("beyond YooKassa's own limit is declined in its words", async () => {
    await expect(asked({ amount: rub("350000.01") })).rejects.toMatchObject({
      code: "amount_not_supported",
      reason: "Payment amount is illegal",
    })
  })
})

describe("however the creation of a payment goes wrong, there is one at most", () => {
  const CREATE = { call: "createPayment" }
  const once = async () => {
    const reference = gateway().newReference("ab")
    const error = await gateway()
      .createPayment(request(reference))
      .then(
        () => undefined,
        (caught: { kind: string }) => caught,
      )
    return { reference, error }
  }

  it.each<[string, Omit<FaultRule, "gateway">]>([
    ["500 before it was made", { ...CREATE, kind: "status", status: 500 }],
    ["500 after it was made", { ...CREATE, kind: "error_after_success" }],
    ["an answer that is lost", { ...CREATE, kind: "reset_after_success" }],
    ["a connection that breaks off before", { ...CREATE, kind: "reset" }],
    ["202, come back later", { ...CREATE, kind: "error_after_success", status: 202, retryAfter: 700 }],
    ["202 before it was made", { ...CREATE, kind: "error_answer", status: 202, retryAfter: 700 }],
    ["429, too many calls", { ...CREATE, kind: "error_answer", status: 429, retryAfter: 700 }],
    ["a page instead of an answer", { ...CREATE, kind: "garbage" }],
    ["an answer without anything in it", { ...CREATE, kind: "success_without_data" }],
    ["a host's page for 404", { ...CREATE, kind: "not_found_page" }],
  ])("%s: the same is sent again, and the shopper goes on", async (_what, rule) => {
    await fault(rule)
    const { error } = await once()
    expect(error).toBeUndefined()
    expect(await payments()).toHaveLength(1)
    expect(waits.length).toBeGreaterThan(0)
  })

  it.each<[string, Omit<FaultRule, "gateway">]>([
    ["202", { ...CREATE, kind: "error_after_success", status: 202 }],
    ["429", { ...CREATE, kind: "error_answer", status: 429 }],
    ["500", { ...CREATE, kind: "error_after_success", status: 500 }],
  ])("%s: it waits as long as YooKassa asks for", async (_what, rule) => {
    await fault({ ...rule, retryAfter: 700 })
    expect((await once()).error).toBeUndefined()
    expect(waits).toEqual([700])
  })

  it("and waits no longer than a shopper would", async () => {
    await fault({ ...CREATE, kind: "error_after_success", status: 202, retryAfter: 60_000 })
    expect((await once()).error).toMatchObject({ kind: "outcome_unknown" })
    expect(waits).toEqual([])
  })

  it.each<[string, Omit<FaultRule, "gateway">]>([
    ["500 after the work", { ...CREATE, kind: "error_after_success", times: 0 }],
    ["202", { ...CREATE, kind: "error_after_success", status: 202, times: 0 }],
    ["silence", { ...CREATE, kind: "reset_after_success", times: 0 }],
    ["a page", { ...CREATE, kind: "garbage", times: 0 }],
  ])(
    "nothing but %s: it is said to be unknown, and found by the reference afterwards",
    async (_what, rule) => {
      await fault(rule)
      const { reference, error } = await once()
      expect(error).toMatchObject({ kind: "outcome_unknown" })
      await world.control.faults.clear()
      const [made, ...more] = await payments()
      expect(more).toEqual([])
      expect(await gateway().fetchPayment(known(reference))).toMatchObject({
        ...{ status: "awaiting", gatewayId: made?.id, reference },
      })
    },
  )

  it("nothing but 500 before the work: it is said to be unknown, and not found afterwards", async () => {
    await fault({ ...CREATE, kind: "status", status: 500, times: 0 })
    const { reference, error } = await once()
    expect(error).toMatchObject({ kind: "outcome_unknown" })
    await world.control.faults.clear()
    expect(await gateway().fetchPayment(known(reference))).toBeNull()
  })

  it("a time-out without an answer: the same is sent again", async () => {
    await fault({ ...CREATE, kind: "timeout_after_success" })
    const impatient = gateway({ timeouts: { connectMs: 500, totalMs: 500 } })
    expect(await asked({}, impatient)).toMatchObject({ gatewayId: expect.any(String) })
    expect(await payments()).toHaveLength(1)
  })

  it("YooKassa takes it back after its own time-out: the shopper is told to try again", async () => {
    await fault({ ...CREATE, kind: "error_after_success", takesBack: true })
    expect((await once()).error).toMatchObject({ kind: "declined", reason: "canceled/internal_timeout" })
    expect(await payments()).toMatchObject([{ status: "canceled" }])
  })

  it("an error to a repetition says nothing of the try before", async () => {
    await fault({ ...CREATE, kind: "reset_after_success" })
    await fault({ ...CREATE, kind: "error_answer", status: 400, body: "Idempotence key duplicated" })
    const { reference, error } = await once()
    expect(error).toMatchObject({ kind: "outcome_unknown" })
    expect(await gateway().fetchPayment(known(reference))).toMatchObject({ status: "awaiting" })
  })

  it("nobody listens: nothing was asked for", async () => {
    await expect(asked({}, gateway({ baseUrl: NOWHERE }))).rejects.toMatchObject({ kind: "unavailable" })
  })

  it("too many calls for a while: nothing was asked for", async () => {
    await fault({ ...CREATE, kind: "error_answer", status: 429, times: 0 })
    expect((await once()).error).toMatchObject({ kind: "unavailable" })
    expect(await payments()).toEqual([])
  })

  it("a wrong key is said to be one", async () => {
    await expect(asked({}, gateway({ secretKey: "live_another" }))).rejects.toMatchObject({
      ...{ kind: "declined", code: "wrong_credentials" },
      message: expect.stringContaining("check shopId and secretKey"),
    })
  })

  it.each([
    ["reference", { metadata: { reference: "mpg-another" } }, "reference_mismatch"],
    ["amount", { amount: { value: "1.00", currency: "RUB" } }, "reference_mismatch"],
    ["currency", { amount: { value: "1490.50", currency: "USD" } }, "reference_mismatch"],
    ["shop", { recipient: { account_id: "42" } }, "shop_mismatch"],
  ])("an answer of another %s is not believed", async (_what, patch, code) => {
    await fault({ ...CREATE, kind: "mismatch", patch })
    expect((await once()).error).toMatchObject({ kind: "integrity", code })
  })

  it.each([
    ["no page", { confirmation: null }],
    ["a page that is none", { confirmation: { type: "redirect", confirmation_url: "javascript:alert(1)" } }],
  ])(
    "an answer that names %s sends the shopper nowhere, and the payment is looked after",
    async (_what, patch) => {
      await fault({ ...CREATE, kind: "mismatch", patch })
      const { reference, error } = await once()
      expect(error).toMatchObject({ kind: "outcome_unknown" })
      expect(await gateway().fetchPayment(known(reference))).toMatchObject({ status: "awaiting" })
    },
  )

  it("a key that was used for other data gives the payment of then, which is not believed", async () => {
    await configure({ reusedKey: "stored" })
    const { reference } = await asked()
    await expect(
      gateway().createPayment(request(reference, { amount: rub("5.00"), receipt: [] })),
    ).rejects.toMatchObject({
      code: "reference_mismatch",
    })
    // The same key with two bodies is this test's own doing.
    await world.control.reset()
  })
})

describe("a look at a payment", () => {
  it("without a number reads the list around its time, page by page", async () => {
    const { reference } = await asked()
    for (let i = 0; i < 101; i++) await asked()
    expect(await gateway().fetchPayment(known(reference))).toMatchObject({ reference, status: "awaiting" })
  })

  it("without a number finds nothing that was never asked for", async () => {
    await asked()
    expect(await gateway().fetchPayment(known("mpg-never"))).toBeNull()
  })

  it.each([404, 400] as const)(
    "of a number that YooKassa does not know (%i) finds none",
    async (notFound) => {
      await configure({ notFound })
      expect(await gateway().fetchPayment(known("mpg-1", { gatewayId: ABSENT }))).toBeNull()
    },
  )

  it("of another shop's payment finds none", async () => {
    const payment = await asked()
    const live = gateway({ shopId: LIVE_YOOKASSA_SHOP.shopId, secretKey: LIVE_YOOKASSA_SHOP.secretKey })
    expect(await live.fetchPayment(payment)).toBeNull()
  })

  const noAnswers: [string, Omit<FaultRule, "gateway">][] = [
    ["a host's 404", { kind: "not_found_page", times: 3 }],
    ["technical work", { kind: "error_answer", times: 3 }],
    ["no permission", { kind: "error_answer", status: 403 }],
    ["a wrong request", { kind: "error_answer", status: 400 }],
    ["too many calls", { kind: "error_answer", status: 429, times: 3 }],
    ["a page", { kind: "garbage" }],
    ["nothing", { kind: "success_without_data" }],
    ["a firewall", { kind: "cloudflare" }],
  ]
  it.each(noAnswers)("takes %s for no answer", async (_what, rule) => {
    const payment = await asked()
    for (const one of [payment, { ...payment, gatewayId: null }, known("mpg-never")]) {
      await fault(rule)
      await expect(gateway().fetchPayment(one)).rejects.toMatchObject({ kind: expect.any(String) })
      await world.control.faults.clear()
    }
    expect(await gateway().fetchPayment(payment)).toMatchObject({ status: "awaiting" })
  })

  it("asks again when the connection breaks off", async () => {
    const payment = await asked()
    await fault({ call: "getPayment", kind: "reset" })
    expect(await gateway().fetchPayment(payment)).toMatchObject({ status: "awaiting" })
  })

  it("takes a list that cannot be read whole for no answer", async () => {
    await asked()
    await fault({ call: "listPayments", kind: "mismatch", patch: { amount: "much" } })
    await expect(gateway().fetchPayment(known("mpg-never"))).rejects.toMatchObject({
      code: "unreadable_answer",
    })
  })
})

describe("the list", () => {
  it("shows the newest payments first, with what a look at each of them shows, and comes to an end", async () => {
    const [first, second] = [await paid(), await asked()]
    const { items, next } = (await gateway().listPayments?.(null)) ?? { items: [], next: "?" }
    expect(next).toBeNull()
    expect(items.map(({ reference, status }) => [reference, status])).toEqual([
      [second.reference, "awaiting"],
      [first.reference, "paid"],
    ])
    expect(items[1]).toEqual(await gateway().fetchPayment(first))
  })

  it("goes on where a page ended", async () => {
    for (let i = 0; i < 101; i++) await asked()
    const { next } = (await gateway().listPayments?.(null)) ?? {}
    const last = await gateway().listPayments?.(next ?? null)
    expect(last).toMatchObject({ items: [{ status: "awaiting" }], next: null })
  })

  it("leaves out what other software wrote, and nobody can read", async () => {
    await asked()
    await fault({ call: "listPayments", kind: "mismatch", patch: { amount: null } })
    expect(await gateway().listPayments?.(null)).toEqual({ items: [], next: null })
  })
})

describe("the connection", () => {
  it("tells of a test shop, and whether it sends receipts", async () => {
    await configure({ receipts: "cheki" })
    expect(await gateway().checkConnection?.()).toEqual({
      account: SHOP.shopId,
      details: { status: "enabled", test: "yes", receipts: "yoo_receipt" },
    })
  })

  it("is proven by the list where a shop may not ask about itself", async () => {
    await configure({ me: false })
    expect(await gateway().checkConnection?.()).toEqual({ account: SHOP.shopId, details: { test: "yes" } })
    await expect(gateway({ secretKey: "test_another" }).checkConnection?.()).rejects.toMatchObject({
      code: "wrong_credentials",
    })
  })

  it("is refused where the key belongs to another shop", async () => {
    await fault({ call: "me", kind: "mismatch", patch: { account_id: "42" } })
    await expect(gateway().checkConnection?.()).rejects.toMatchObject({ code: "shop_mismatch" })
  })
})

describe("a hold", () => {
  it("shows what is held and until when", async () => {
    const shown = await gateway().fetchPayment(await held())
    expect(shown).toMatchObject({
      ...{ status: "authorized", code: "waiting_for_capture" },
      ...{ asked: "100.00", held: "100.00", received: null },
    })
    const left = Date.parse(shown?.captureBefore ?? "") - Date.now()
    expect(left).toBeGreaterThan(6.9 * DAY)
  })

  it("is captured whole", async () => {
    const payment = await held()
    const operation = written(payment, { kind: "capture" })
    expect(await gateway().capturePayment?.(payment, operation)).toMatchObject({
      status: "paid",
      received: "100.00",
    })
    expect((await payments())[0]).toMatchObject({ captured: "100.00" })
  })

  it.each(["captured", "original"] as const)(
    "is captured in part, and no more, where the amount then is the %s one",
    async (partialAmount) => {
      await configure({ partialAmount })
      const payment = await held()
      const operation = written(payment, { kind: "capture", amount: rub("60.50") })
      const captured = { status: "paid", received: "60.50", asked: null }
      expect(await gateway().capturePayment?.(payment, operation)).toMatchObject(captured)
      expect((await payments())[0]).toMatchObject({ captured: "60.50" })
      const later = known(payment.reference, { ...payment, status: "paid", captured: rub("60.50") })
      expect(await gateway().fetchPayment(later)).toMatchObject(captured)
    },
  )

  it("is captured once, and whoever is late is told where it stands", async () => {
    const payment = await held()
    await gateway().capturePayment?.(payment, written(payment, { kind: "capture", amount: rub("60.00") }))
    await expect(
      gateway().capturePayment?.(payment, written(payment, { kind: "capture", amount: rub("40.00") })),
    ).rejects.toMatchObject({
      ...{ kind: "declined", code: "payment_state" },
      message: expect.stringContaining("not in current status, which is succeeded"),
    })
  })

  it("is given up, also twice", async () => {
    const payment = await held()
    const operation = written(payment, { kind: "void" })
    for (const _try of [1, 2]) {
      expect(await gateway().voidPayment?.(payment, operation)).toMatchObject({
        ...{ status: "canceled", code: "canceled/canceled_by_merchant", held: null },
      })
    }
    await expect(
      gateway().capturePayment?.(payment, written(payment, { kind: "capture" })),
    ).rejects.toMatchObject({ code: "payment_state" })
  })

  it("ends by itself after seven days", async () => {
    const payment = await held()
    await world.control.clock.advance(7 * DAY)
    expect(await gateway().fetchPayment(payment)).toMatchObject({
      ...{ status: "canceled", code: "canceled/expired_on_capture" },
    })
    await expect(gateway().voidPayment?.(payment, written(payment, { kind: "void" }))).rejects.toMatchObject({
      code: "payment_state",
    })
  })

  it("that is captured in the cabinet is paid", async () => {
    const payment = await held()
    await world.control.yookassa.capture(payment.reference, "30.00")
    const later = { ...payment, status: "authorized" as const, codes: ["waiting_for_capture"] }
    expect(await gateway().fetchPayment(later)).toMatchObject({
      status: "paid",
      received: "30.00",
      asked: null,
    })
  })

  it.each<[string, Omit<FaultRule, "gateway">]>([
    ["500 after the work", { kind: "error_after_success" }],
    ["a lost answer", { kind: "reset_after_success" }],
    ["202", { kind: "error_after_success", status: 202 }],
    ["a page", { kind: "garbage" }],
    ["YooKassa's own taking back", { kind: "error_after_success", takesBack: true }],
  ])("is captured once after %s", async (_what, rule) => {
    const payment = await held()
    await fault({ call: "capturePayment", ...rule })
    const operation = written(payment, { kind: "capture", amount: rub("60.00") })
    expect(await gateway().capturePayment?.(payment, operation)).toMatchObject({ received: "60.00" })
    expect(await payments()).toMatchObject([{ captured: "60.00", status: "succeeded" }])
  })

  it("whose capture gets no answer at all is said to be unknown, and captured once by the next try", async () => {
    const payment = await held()
    const operation = written(payment, { kind: "capture", amount: rub("60.00") })
    await fault({ call: "capturePayment", kind: "error_after_success", times: 0 })
    await expect(gateway().capturePayment?.(payment, operation)).rejects.toMatchObject({
      kind: "outcome_unknown",
    })
    await world.control.faults.clear()
    expect(await gateway().capturePayment?.(payment, operation)).toMatchObject({ received: "60.00" })
  })

  it("is not captured by a wrong key, which is no word about the hold", async () => {
    const payment = await held()
    await expect(
      gateway({ secretKey: "test_another" }).capturePayment?.(payment, written(payment, { kind: "capture" })),
    ).rejects.toMatchObject({ code: "wrong_credentials" })
  })

  it("does not believe an answer about another payment", async () => {
    const payment = await held()
    await fault({ call: "capturePayment", kind: "mismatch", patch: { id: ABSENT } })
    await expect(
      gateway().capturePayment?.(payment, written(payment, { kind: "capture" })),
    ).rejects.toMatchObject({ code: "reference_mismatch" })
  })
})

describe("a refund", () => {
  it("of all goes back the way it came", async () => {
    const payment = await paid()
    const operation = written(payment, { reason: "Возврат 12" })
    const refund = await gateway().refundPayment?.(payment, operation)
    expect(refund).toMatchObject({ status: "done", amount: "1490.50", reason: null })
    expect(await refunds()).toMatchObject([
      { id: refund?.gatewayId, description: "Возврат 12", metadata: { refund: operation.key } },
    ])
    expect(await gateway().fetchPayment(payment)).toMatchObject({ status: "refunded", refunded: "1490.50" })
  })

  it("of parts goes to the last kopeck, each once", async () => {
    const payment = await paid()
    for (const part of ["1000.10", "400.40"]) {
      await gateway().refundPayment?.(payment, written(payment, { amount: rub(part) }))
    }
    expect(await gateway().fetchPayment(payment)).toMatchObject({ status: "paid", refunded: "1400.50" })
    const rest = written(payment, { amount: rub("90.00"), isWhole: true })
    expect(await gateway().refundPayment?.(payment, rest)).toMatchObject({ status: "done", amount: "90.00" })
    expect(await gateway().fetchPayment(payment)).toMatchObject({ status: "refunded" })
  })

  it("beyond what is left is declined", async () => {
    const payment = await paid()
    await gateway().refundPayment?.(payment, written(payment, { amount: rub("1400.00") }))
    await expect(
      gateway().refundPayment?.(payment, written(payment, { amount: rub("100.00") })),
    ).rejects.toMatchObject({ kind: "declined", code: "amount_not_supported", reason: "Refund sum exceeded" })
    await expect(
      gateway().refundPayment?.(payment, written(payment, { amount: rub("90.00") })),
    ).rejects.toMatchObject({ kind: "declined", code: "amount_not_supported" })
  })

  it("of what nobody has paid, or all of which went back, is declined with where it stands", async () => {
    const unpaid = await asked()
    const paidBack = await paid()
    await gateway().refundPayment?.(paidBack, written(paidBack, {}))
    for (const payment of [unpaid, paidBack]) {
      await expect(gateway().refundPayment?.(payment, written(payment, {}))).rejects.toMatchObject({
        code: "payment_state",
      })
    }
  })

  it("that waits is found by its number and by our key, and ends", async () => {
    await configure({ refunds: "pending" })
    const payment = await paid()
    const operation = written(payment, { amount: rub("40.00") })
    const refund = await gateway().refundPayment?.(payment, operation)
    expect(refund).toMatchObject({ status: "pending" })
    const byNumber = { ...operation, gatewayId: refund?.gatewayId ?? null }
    for (const one of [operation, byNumber]) {
      expect(await gateway().fetchRefund?.(payment, one)).toEqual(refund)
    }
    await world.control.yookassa.settleRefund(refund?.gatewayId ?? "")
    expect(await gateway().fetchRefund?.(payment, byNumber)).toMatchObject({ status: "done" })
  })

  it("that fails tells why, and what it was of is paid as before", async () => {
    await configure({ refunds: "canceled", refundReason: "insufficient_funds" })
    const payment = await paid()
    expect(
      await gateway().refundPayment?.(payment, written(payment, { amount: rub("40.00") })),
    ).toMatchObject({
      ...{ status: "failed", reason: "insufficient_funds" },
    })
    expect(await gateway().fetchPayment(payment)).toMatchObject({ status: "paid", refunded: "0.00" })
  })

  it.each<[string, Omit<FaultRule, "gateway">]>([
    ["500 before the work", { kind: "status", status: 500 }],
    ["500 after the work", { kind: "error_after_success" }],
    ["a lost answer", { kind: "reset_after_success" }],
    ["202", { kind: "error_after_success", status: 202 }],
    ["429", { kind: "error_answer", status: 429 }],
    ["a page", { kind: "garbage" }],
  ])("is made once after %s", async (_what, rule) => {
    const payment = await paid()
    await fault({ call: "createRefund", ...rule })
    const operation = written(payment, { amount: rub("40.00") })
    expect(await gateway().refundPayment?.(payment, operation)).toMatchObject({ status: "done" })
    expect(await refunds()).toHaveLength(1)
  })

  it("whose answers are all lost is said to be unknown, found by our key, and not made twice by the next try", async () => {
    const payment = await paid()
    const operation = written(payment, { amount: rub("40.00") })
    await fault({ call: "createRefund", kind: "reset_after_success", times: 0 })
    await expect(gateway().refundPayment?.(payment, operation)).rejects.toMatchObject({
      kind: "outcome_unknown",
    })
    await world.control.faults.clear()
    expect(await gateway().fetchRefund?.(payment, operation)).toMatchObject({ status: "done" })
    expect(await gateway().refundPayment?.(payment, operation)).toMatchObject({ status: "done" })
    expect(await refunds()).toHaveLength(1)
  })

  it("that YooKassa took back after its own time-out has failed", async () => {
    const payment = await paid()
    await fault({ call: "createRefund", kind: "error_after_success", takesBack: true })
    expect(
      await gateway().refundPayment?.(payment, written(payment, { amount: rub("40.00") })),
    ).toMatchObject({
      ...{ status: "failed", reason: "rejected_by_timeout" },
    })
  })

  it("that was never made is not there", async () => {
    const payment = await paid()
    await gateway().refundPayment?.(payment, written(payment, { amount: rub("40.00") }))
    const never = written(payment, { amount: rub("40.00") })
    expect(await gateway().fetchRefund?.(payment, never)).toBeNull()
    expect(await gateway().fetchRefund?.(payment, { ...never, gatewayId: ABSENT })).toBeNull()
  })

  it.each<[string, Omit<FaultRule, "gateway">]>([
    ["a host's 404", { kind: "not_found_page" }],
    ["technical work", { kind: "error_answer", times: 3 }],
    ["no permission", { kind: "error_answer", status: 403 }],
    ["a page", { kind: "garbage" }],
    ["a row that cannot be read", { call: "listRefunds", kind: "mismatch", patch: { amount: null } }],
  ])("is not taken for one that was never made because of %s", async (_what, rule) => {
    const payment = await paid()
    await gateway().refundPayment?.(payment, written(payment, { amount: rub("40.00") }))
    const never = written(payment, { amount: rub("40.00") })
    await fault(rule)
    await expect(gateway().fetchRefund?.(payment, never)).rejects.toMatchObject({ kind: expect.any(String) })
  })

  it.each([
    ["payment", { payment_id: ABSENT }],
    ["sum", { amount: { value: "4.00", currency: "RUB" } }],
    ["key", { metadata: { refund: "op-another" } }],
  ])("answered with another %s is not believed", async (_what, patch) => {
    const payment = await paid()
    await fault({ call: "createRefund", kind: "mismatch", patch })
    await expect(
      gateway().refundPayment?.(payment, written(payment, { amount: rub("40.00") })),
    ).rejects.toMatchObject({ code: "reference_mismatch" })
  })

  it("made in the cabinet shows in what went back", async () => {
    const payment = await paid()
    await world.control.yookassa.refund(payment.reference, "90.50")
    expect(await gateway().fetchPayment(payment)).toMatchObject({ status: "paid", refunded: "90.50" })
  })
})

describe("over HTTP", () => {
  const received = () => world.receiver.received.map(({ raw }) => gateway().parseNotification(raw))

  it.each([
    "payment.waiting_for_capture",
    "payment.succeeded",
    "payment.canceled",
    "refund.succeeded",
  ] as const)("a notification of %s names the payment, whole or in chunks", async (event) => {
    await configure({ notifyUrl: world.receiver.url, events: [event] })
    for (const chunked of [true, false]) {
      world.receiver.clear()
      await world.control.notifications.policy("yookassa", { chunked })
      const payment = await held()
      const { reference, gatewayId } = payment
      if (event === "payment.canceled") await world.control.yookassa.cancel(reference)
      else if (event !== "payment.waiting_for_capture") await world.control.yookassa.capture(reference)
      if (event === "refund.succeeded") await world.control.yookassa.refund(reference, "40.00")
      await world.control.notifications.idle()
      expect(received()).toEqual([{ proof: "none", subject: "payment", gatewayId }])
    }
  })

  it("a notification is refused from elsewhere where the merchant wants that, whatever a header says", async () => {
    await configure({ notifyUrl: world.receiver.url })
    await world.control.notifications.policy("yookassa", { forwardedFor: "185.71.76.1" })
    await paid()
    await world.control.notifications.idle()
    const [{ raw } = { raw: undefined }] = world.receiver.received
    const strict = gateway({ checkSenderAddress: true })
    for (const remoteAddress of [undefined, "127.0.0.1", "::ffff:127.0.0.1"]) {
      expect(() => strict.parseNotification({ ...raw!, remoteAddress })).toThrow(
        expect.objectContaining({ code: "bad_signature" }),
      )
    }
    expect(strict.parseNotification({ ...raw!, remoteAddress: "185.71.76.1" })).toMatchObject({
      proof: "none",
    })
  })
})

describe.each(["cheki", "third_party"] as const)("a shop that sends receipts (%s)", (receipts) => {
  const fiscal = () => gateway({ receipt: RECEIPT }, { sendsReceipt: true })
  beforeEach(() => configure({ receipts }))

  it("gets one with the payment, whose lines make up its sum", async () => {
    await asked({}, fiscal())
    expect(await payments()).toMatchObject([
      {
        receipts: [
          {
            customer: { email: "user@email.ru" },
            items: [
              { description: "Кружка «Чай» №1", quantity: 2, amount: { value: "700.25" }, vat_code: 11 },
              { description: "Доставка / почта", quantity: 1, amount: { value: "90.00" } },
            ],
          },
        ],
      },
    ])
  })

  it("gets another one with a part that is captured, and with each part that is returned", async () => {
    const payment = await asked({ isHold: true }, fiscal())
    await world.control.yookassa.pay(payment.reference)
    const part = written(payment, { kind: "capture", amount: rub("1000.00") }, fiscal())
    await fiscal().capturePayment?.(payment, part)
    const back = written(payment, { amount: rub("40.00") }, fiscal())
    expect(await fiscal().refundPayment?.(payment, back)).toMatchObject({ status: "done" })
    const rest = written(payment, { amount: rub("960.00"), isWhole: true }, fiscal())
    expect(await fiscal().refundPayment?.(payment, rest)).toMatchObject({ status: "done" })
    expect((await payments())[0]?.receipts).toHaveLength(2)
  })

  it("needs none for a refund of everything", async () => {
    const payment = await asked({}, fiscal())
    await world.control.yookassa.pay(payment.reference)
    await fiscal().refundPayment?.(payment, written(payment, {}, fiscal()))
    expect(await refunds()).toMatchObject([{ receipt: null }])
  })

  it("declines a payment without one, and the merchant reads why", async () => {
    await expect(asked()).rejects.toMatchObject({
      code: "receipt_refused",
      reason: "Receipt is missing or illegal",
    })
  })
})

it("shows no secret in any error", async () => {
  const wrong = gateway({ secretKey: "live_another-secret" })
  const payment = await asked()
  const away = gateway({ baseUrl: NOWHERE })
  const errors = await Promise.all(
    [wrong.fetchPayment(payment), wrong.checkConnection?.(), away.fetchPayment(payment), asked({}, away)].map(
      (work) =>
        work?.then(
          () => undefined,
          (error: unknown) => error,
        ),
    ),
  )
  for (const error of errors) {
    expect(error).toBeInstanceOf(Error)
    const shown = inspect(error, { depth: 12, showHidden: true }) + String((error as Error).stack)
    for (const secret of ["another-secret", "simulator-secret", "Basic "]) expect(shown).not.toContain(secret)
  }
})
