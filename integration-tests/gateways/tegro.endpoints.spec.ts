import {
  Money,
  systemRuntime,
  type Gateway,
  type KnownPayment,
  type SignedNotification,
} from "../../src/core"
import { createTegroClient } from "../../src/gateways/tegro/client"
import { createTegroGateway } from "../../src/gateways/tegro/gateway"
import type { TegroOptionsInput } from "../../src/gateways/tegro/options"
import { JsonNumber } from "../../src/gateways/tegro/php"
import { DEFAULT_TEGRO_SHOP } from "../../src/simulator"
import { tegroOptions } from "./support/tegro"
import { OTHER_SHOP, startWorld } from "./support/world"

const world = startWorld()
const runtime = { ...systemRuntime(), sleep: async () => {} }

const client = (change: Partial<TegroOptionsInput> = {}) =>
  createTegroClient(tegroOptions(world, change), runtime)
const gateway = (change: Partial<TegroOptionsInput> = {}): Gateway =>
  createTegroGateway(tegroOptions(world, change), runtime)

const rub = (amount: string) => Money.of(amount, "RUB")
const request = (reference: string, amount = "1490.50") => ({
  reference,
  amount: rub(amount),
  payer: { email: "user@email.ru", phone: "79111231212" },
  receipt: [
    { name: "Кружка «Чай» №1", count: 2, price: rub("700.25") },
    { name: "Доставка / почта", count: 1, price: rub("90.00") },
  ],
  hookPath: "hooks/payment-gateways/tegro_main",
})
const known = (reference: string, gatewayId: string | null = null): KnownPayment => ({
  reference,
  gatewayId,
  amount: rub("1490.50"),
  status: "awaiting",
  claims: {},
  codes: [],
  createdAt: 0,
})
const orders = async () => (await world.control.state()).tegro.orders
const calls = async () =>
  (await world.control.state()).calls.map(({ call, outcome }) => `${call}: ${outcome}`)

beforeEach(async () => {
  world.receiver.clear()
  await world.control.reset()
  await world.control.tegro.configureShop(DEFAULT_TEGRO_SHOP.publicKey, { notifyUrl: world.receiver.url })
})

describe("every method of the API", () => {
  const order = { currency: "RUB", amount: JsonNumber.decimal("1490.50"), order_id: "Заказ №1 / а" }

  it("createOrder makes an order of exactly what was asked", async () => {
    const created = await client().createOrder({
      ...order,
      payment_system: 5,
      fields: { email: "user@email.ru", phone: "79111231212" },
      receipt: { items: [{ name: "Кружка", count: 2, price: JsonNumber.decimal("745.25") }] },
    })
    const [made] = await orders()
    expect(created).toEqual({ id: String(made?.id), url: made?.url })
    expect(made).toMatchObject({
      reference: "Заказ №1 / а",
      amount: "1490.50000000",
      currency: "RUB",
      paymentSystem: 5,
      email: "user@email.ru",
      phone: "79111231212",
      receipt: [{ name: "Кружка", count: "2", price: "745.25" }],
    })
  })

  it("createOrder's page can be opened", async () => {
    const { url } = await client().createOrder(order)
    const page = await fetch(url)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain("1490.5")
  })

  it("shops lists the account's shops", async () => {
    const { shops } = await client().shops()
    expect(shops.map(({ public_key, name, status }) => [public_key, name, status])).toEqual([
      [DEFAULT_TEGRO_SHOP.publicKey, "DEMO1", 1],
      [OTHER_SHOP.publicKey, "DEMO2", 1],
    ])
  })

  it("balance shows each wallet as a decimal", async () => {
    const { balance } = await client().balance()
    expect(balance).toEqual({ RUB: "1396.68", USD: "0.00", EUR: "1.23", UAH: "0.00" })
  })

  it("order finds an order by Tegro's number and by ours", async () => {
    const { id } = await client().createOrder(order)
    const byId = await client().order({ order_id: Number(id) })
    const byReference = await client().order({ payment_id: "Заказ №1 / а" })
    expect(byId).toEqual(byReference)
    expect(byId).toMatchObject({ id, payment_id: "Заказ №1 / а", amount: "1490.50000000", status: 0 })
  })

  it("orders lists page by page, newest first, to an empty page", async () => {
    const calling = client()
    for (let i = 1; i <= 25; i++) await calling.createOrder({ ...order, order_id: `mpg-${i}` })
    const [first, second, third] = [await calling.orders(1), await calling.orders(2), await calling.orders(3)]
    expect([first.length, second.length, third.length]).toEqual([20, 5, 0])
    expect([...first, ...second].map(({ payment_id }) => payment_id)).toEqual(
      Array.from({ length: 25 }, (_, index) => `mpg-${25 - index}`),
    )
  })

  const withdrawal = {
    currency: "RUB",
    account: "79111231212",
    amount: JsonNumber.decimal("100.01"),
    payment_id: "payout-1",
    payment_system: 5,
  }

  it("createWithdrawal sends money from the balance", async () => {
    const created = await client().createWithdrawal(withdrawal)
    expect(created.balance?.RUB).toBe("1296.67")
    const [made] = (await world.control.state()).tegro.withdrawals
    expect(made).toMatchObject({
      id: Number(created.order_id),
      amount: "100.01000000",
      account: "79111231212",
    })
  })

  it("withdrawal and withdrawals show it", async () => {
    const { order_id } = await client().createWithdrawal(withdrawal)
    const one = await client().withdrawal({ payment_id: "payout-1" })
    expect(one).toMatchObject({ id: order_id, amount: "100.01000000", status: 0, payment_id: "payout-1" })
    expect(await client().withdrawals(1)).toEqual([one])
    expect(await client().withdrawals(2)).toEqual([])
  })

  it("a withdrawal beyond the balance is declined in Tegro's words", async () => {
    const tooMuch = { ...withdrawal, amount: JsonNumber.decimal("999999") }
    await expect(client().createWithdrawal(tooMuch)).rejects.toMatchObject({
      kind: "declined",
      reason: "Insufficient funds",
    })
  })
})

describe.each(["differs", "increasing", "unique-ever"] as const)(
  "a shop whose nonces must be %s",
  (nonceRule) => {
    it("takes thirty calls in a row, and more after a restart", async () => {
      await world.control.tegro.configureShop(DEFAULT_TEGRO_SHOP.publicKey, { nonceRule })
      const before = client()
      for (let i = 0; i < 30; i++) await before.balance()
      expect((await calls()).filter((line) => !line.endsWith("success"))).toEqual([])
      // A restart within one and the same millisecond may cost a refusal, after which the call is made once more.
      const after = client()
      for (let i = 0; i < 10; i++) expect((await after.shops()).shops).toHaveLength(2)
    })
  },
)

describe("two servers of one shop, whose clocks are three seconds apart", () => {
  it("each get an answer to every call, where nonces must increase", async () => {
    await world.control.tegro.configureShop(DEFAULT_TEGRO_SHOP.publicKey, { nonceRule: "increasing" })
    const ahead = { ...runtime, now: () => Date.now() + 3_000 }
    const [fast, slow] = [
      createTegroClient(tegroOptions(world), ahead),
      createTegroClient(tegroOptions(world), runtime),
    ]
    for (let i = 0; i < 5; i++) {
      for (const server of [fast, slow, slow]) expect((await server.shops()).shops).toHaveLength(2)
    }
    const refused = (await calls()).filter((line) => !line.endsWith("success"))
    expect(refused.every((line) => line === "shops: error: Wrong nonce")).toBe(true)
  })

  it("are understood in whatever words Tegro speaks of a nonce", async () => {
    const body = "The nonce must be later than the last one"
    await world.control.faults.add({ gateway: "tegro", call: "shops", kind: "error_answer", body })
    expect((await client().shops()).shops).toHaveLength(2)
  })

  it("make no order twice because of it", async () => {
    await world.control.tegro.configureShop(DEFAULT_TEGRO_SHOP.publicKey, { nonceRule: "increasing" })
    const ahead = { ...runtime, now: () => Date.now() + 3_000 }
    await createTegroClient(tegroOptions(world), ahead).balance()
    await gateway().createPayment(request("mpg-1"))
    expect(await orders()).toHaveLength(1)
  })
})

describe("the hosted page", () => {
  it("takes a signed link with all that it can carry", async () => {
    const shop = gateway({
      checkout: "redirect",
      lang: "en",
      paymentSystem: 36,
      sendReceipt: true,
      successUrl: "https://shop.example/paid/{reference}",
      failUrl: "https://shop.example/failed/{reference}",
      notifyUrl: world.receiver.url,
    })
    const { next } = await shop.createPayment(request("mpg *~ (тест)"))
    if (next.type !== "redirect") throw new Error("no link")
    expect((await fetch(next.url)).status).toBe(200)
    expect(await orders()).toEqual([
      expect.objectContaining({
        via: "pay",
        reference: "mpg *~ (тест)",
        amount: "1490.50000000",
        test: false,
        paymentSystem: 36,
        email: "user@email.ru",
        successUrl: "https://shop.example/paid/mpg%20*~%20(%D1%82%D0%B5%D1%81%D1%82)",
        notifyUrl: world.receiver.url,
      }),
    ])
  })

  it("takes a signed form straight to one payment system", async () => {
    const { next } = await gateway({ checkout: "form", paymentSystem: 11 }).createPayment(request("mpg-1"))
    if (next.type !== "form") throw new Error("no form")
    const page = await fetch(next.url, { method: "POST", body: new URLSearchParams(next.fields) })
    expect(page.status).toBe(200)
    expect(await orders()).toEqual([expect.objectContaining({ via: "form", paymentSystem: 11 })])
  })

  it("takes a link for play money, which a live shop does not capture", async () => {
    const { next } = await gateway({ checkout: "redirect", test: true }).createPayment(request("mpg-1"))
    await fetch((next as { url: string }).url)
    await world.control.tegro.pay("mpg-1")
    expect(await gateway().fetchPayment(known("mpg-1"))).toMatchObject({ status: "paid", test: true })
    expect(tegroOptions(world).test).toBe(false)
  })

  it.each(["amount", "order_id", "currency", "shop_id"])(
    "refuses a link whose %s was changed",
    async (name) => {
      const { next } = await gateway({ checkout: "redirect" }).createPayment(request("mpg-1"))
      const url = new URL((next as { url: string }).url)
      const other = { amount: "1", order_id: "mpg-2", currency: "USD", shop_id: OTHER_SHOP.publicKey }[
        name
      ] as string
      url.searchParams.set(name, other)
      await fetch(url)
      expect(await orders()).toEqual([])
    },
  )
})

describe("a payment that Tegro shows in any status", () => {
  it.each([
    [2, "failed"],
    [3, "refunded"],
    [4, "processing"],
    [9, "canceled"],
    [77, "processing"],
  ])("%i is %s", async (code, status) => {
    await gateway().createPayment(request("mpg-1"))
    await world.control.tegro.setStatus("mpg-1", code)
    expect((await gateway().fetchPayment(known("mpg-1")))?.status).toBe(status)
  })

  it("of two orders with one reference is the one whose number we know", async () => {
    const shop = gateway()
    const first = await shop.createPayment(request("mpg-1"))
    await shop.createPayment(request("mpg-1"))
    await world.control.tegro.pay(Number(first.gatewayId))
    expect((await shop.fetchPayment(known("mpg-1", first.gatewayId)))?.status).toBe("paid")
  })

  it("is shown with its own numbers when Tegro answers about another one", async () => {
    const { gatewayId } = await gateway().createPayment(request("mpg-1"))
    for (const patch of [{ payment_id: "mpg-2" }, { id: 999 }]) {
      await world.control.faults.add({ gateway: "tegro", call: "order", kind: "mismatch", patch })
      const shown = await gateway().fetchPayment(known("mpg-1", gatewayId))
      expect(shown).toMatchObject({
        reference: patch.payment_id ?? "mpg-1",
        gatewayId: patch.id ? "999" : gatewayId,
        account: null,
        code: "0",
      })
    }
  })

  it("is not to be had while Cloudflare blocks us, and the merchant is told", async () => {
    await gateway().createPayment(request("mpg-1"))
    await world.control.faults.add({ gateway: "tegro", kind: "cloudflare", times: 0 })
    await expect(gateway().fetchPayment(known("mpg-1"))).rejects.toMatchObject({
      code: "blocked_by_firewall",
    })
  })

  it("is not believed when the answer says success without data", async () => {
    await gateway().createPayment(request("mpg-1"))
    await world.control.faults.add({ gateway: "tegro", kind: "success_without_data" })
    await expect(gateway().fetchPayment(known("mpg-1"))).rejects.toMatchObject({ code: "unreadable_answer" })
  })
})

describe("an order that Tegro does not know", () => {
  /** The next look-up is answered with an error envelope. */
  const saying = (desc: string | null, data: unknown = [], call = "order") =>
    world.control.faults.add({
      gateway: "tegro",
      call,
      kind: "status",
      status: 200,
      body: JSON.stringify({ type: "error", desc, data }),
    })

  it("is a link that nobody has opened, or an order whose making was lost", async () => {
    expect(await gateway().fetchPayment(known("mpg-never"))).toBeNull()
    expect(await gateway().fetchPayment(known("mpg-never", "9999"))).toBeNull()
  })

  it.each([
    ["Order does not exist", []],
    ["No such order", null],
    ["Заказ не найден", {}],
    ["Такого заказа не существует", ""],
  ])("is told as %j", async (desc, data) => {
    await gateway().createPayment(request("mpg-1"))
    await saying(desc, data)
    expect(await gateway().fetchPayment(known("mpg-1"))).toBeNull()
  })

  it.each([
    ["technical work", "Technical work, try again later", [], "unavailable"],
    ["maintenance", "Сайт на обслуживании", [], "unavailable"],
    ["a limit", "Too many requests", [], "unavailable"],
    ["words that nobody knows", "Что-то пошло не так", [], "declined"],
    ["no words", "", [], "declined"],
    ["words that are missing", null, [], "declined"],
    ["another thing that is not found", "Shop not found", [], "declined"],
    ["an order that is there after all", "Order not found", { id: 755555, status: 1 }, "declined"],
  ])("is not told by an error about %s", async (_what, desc, data, kind) => {
    const { gatewayId } = await gateway().createPayment(request("mpg-1"))
    for (const asked of [known("mpg-1"), known("mpg-1", gatewayId)]) {
      await saying(desc, data)
      await expect(gateway().fetchPayment(asked)).rejects.toMatchObject({ kind })
    }
  })

  it("is the same with payouts: an error does not say that one was never sent", async () => {
    const { payouts } = gateway()
    const payout = {
      reference: "payout-1",
      amount: rub("100"),
      account: "79111231212",
      method: "5",
      hookPath: "",
    }
    expect(await payouts?.fetch(payout)).toBeNull()
    await payouts?.create(payout)
    await saying("Technical work, try again later", [], "withdrawal")
    await expect(payouts?.fetch(payout)).rejects.toMatchObject({ kind: "unavailable" })
    await saying("Withdrawal not found", [], "withdrawal")
    expect(await payouts?.fetch(payout)).toBeNull()
  })

  it("is asked for once more only when Tegro says so after a lost answer", async () => {
    await world.control.faults.add({ gateway: "tegro", call: "createOrder", kind: "reset" })
    await gateway().createPayment(request("mpg-1"))
    expect(await orders()).toHaveLength(1)
    await world.control.faults.add({ gateway: "tegro", call: "createOrder", kind: "reset" })
    await saying("Technical work, try again later")
    await expect(gateway().createPayment(request("mpg-2"))).rejects.toMatchObject({ kind: "outcome_unknown" })
    await world.control.faults.add({ gateway: "tegro", call: "createOrder", kind: "reset" })
    await world.control.faults.add({ gateway: "tegro", call: "order", kind: "reset", times: 3 })
    await expect(gateway().createPayment(request("mpg-3"))).rejects.toMatchObject({ kind: "outcome_unknown" })
    expect(await orders()).toHaveLength(1)
  })
})

describe.each(["multipart", "urlencoded", "json", "get"] as const)(
  "a notification sent as %s",
  (encoding) => {
    it.each([
      ["docs", "plain"],
      ["docs", "fixed2"],
      ["real", "fixed8"],
    ] as const)("with the fields of the %s and %s amounts is believed", async (fields, amountFormat) => {
      const shop = gateway()
      const reference = "Заказ №1 *~ +&=/"
      await shop.createPayment(request(reference))
      await world.control.notifications.policy("tegro", { encoding, fields, amountFormat })
      await world.control.tegro.pay(reference)
      await world.control.notifications.idle()
      expect(world.receiver.received).toHaveLength(1)
      const [{ method, raw }] = world.receiver.received as [(typeof world.receiver.received)[0]]
      expect(method).toBe(encoding === "get" ? "GET" : "POST")
      expect(shop.parseNotification(raw)).toMatchObject({
        reference,
        claim: { status: "paid", currency: "RUB" },
      })
    })

    it("and signed wrongly, or by a thief without the key, is refused", async () => {
      const shop = gateway()
      await shop.createPayment(request("mpg-1"))
      await world.control.notifications.policy("tegro", { encoding, wrongSign: true })
      await world.control.tegro.pay("mpg-1")
      await world.control.notifications.idle()
      const fields = {
        shop_id: DEFAULT_TEGRO_SHOP.publicKey,
        amount: "1490.50",
        order_id: "mpg-1",
        currency: "RUB",
      }
      for (const sign of ["wrong", "none"] as const) {
        await world.control.notifications.forge("tegro", { url: world.receiver.url, fields, sign })
      }
      expect(world.receiver.received).toHaveLength(3)
      for (const { raw } of world.receiver.received) {
        expect(() => shop.parseNotification(raw)).toThrow(expect.objectContaining({ code: "bad_signature" }))
      }
    })

    it("twice is known to be the same one", async () => {
      const shop = gateway()
      await shop.createPayment(request("mpg-1"))
      await world.control.notifications.policy("tegro", { encoding, duplicate: 3 })
      await world.control.tegro.pay("mpg-1")
      await world.control.notifications.idle()
      const prints = world.receiver.received.map(
        ({ raw }) => (shop.parseNotification(raw) as SignedNotification).fingerprint,
      )
      expect(prints).toHaveLength(4)
      expect(new Set(prints).size).toBe(1)
    })
  },
)
