import request from "supertest"
import { mayAskAgain } from "../support/clockwork"
import { eventually } from "../support/eventually"
import { Merchant } from "../support/merchant"
import { storeSuite } from "../support/store-suite"

/** What the return page of a browser learns that did not start the payment, such as the one that a bank's app opens. */
storeSuite("a shopper who comes back in another browser", (store) => {
  const returned = (query: string) => store().shopper.get(`/store/payment-gateways/returns?${query}`)
  const KEYS = ["has_order", "order_canceled", "poll_after_ms", "reserved", "status", "superseded"]

  it.each(["order_id", "number", "anything"])(
    "finds the payment by what the address says as %s",
    async (name) => {
      const { shopper } = store()
      const { session } = await shopper.checkOut("rub", "pp_tegro_main")
      const answer = await returned(`status=success&${name}=${session.data.reference}&id=17`)
      expect([answer.status, answer.headers["cache-control"]]).toEqual([200, "no-store"])
      expect(answer.body.payment).toEqual({
        ...{ status: "awaiting", reserved: false, superseded: false, order_canceled: false },
        ...{ has_order: false, poll_after_ms: 2_000 },
      })
    },
  )

  it("sees the money come, and is told nothing of whose it is", async () => {
    const { shopper, simulator, books, container } = store()
    await simulator.control.notifications.policy("tegro", { drop: true })
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    await simulator.control.tegro.pay(session.data.reference)
    await mayAskAgain(container)
    const look = async () => (await returned(`order_id=${session.data.reference}`)).body
    const seen = await eventually(look, ({ payment }) => payment.has_order)
    expect(seen.payment).toMatchObject({ status: "paid", has_order: true, poll_after_ms: null })
    expect(Object.keys(seen.payment).sort()).toEqual(KEYS)
    const [orderId] = (await books(cartId)).orders
    for (const secret of [orderId, cartId, session.id, "1490.5", "shopper@example.com"]) {
      expect(JSON.stringify(seen)).not.toContain(secret)
    }
  })

  it("costs the gateway one question, however many ask", async () => {
    const { shopper, simulator } = store()
    const { session } = await shopper.checkOut("rub", "pp_tegro_main")
    await Promise.all(Array.from({ length: 10 }, () => returned(`order_id=${session.data.reference}`)))
    const asked = (await simulator.control.state()).calls.filter(({ call }) => call === "order")
    expect(asked).toHaveLength(1)
  })

  it.each([
    "",
    "order_id=",
    "order_id=mpg-aaaaa-1dqs93dfnzzzzzz",
    "order_id=1; drop table payment_attempt",
    "order_id[]=x&order_id[a]=y",
    `order_id=${"9".repeat(5_000)}`,
  ])("finds nothing by what names no payment (%s)", async (query) => {
    const answer = await returned(query)
    expect([answer.status, answer.body.code]).toEqual([404, "unknown_payment"])
  })

  it("is refused what no database holds", async () => {
    const answer = await returned("order_id=%00")
    expect([answer.status, answer.body.code]).toEqual([400, "unstorable_text"])
  })
})

storeSuite("what a shopper's page is told", (store) => {
  it.each([
    ["GET", ""],
    ["POST", "/sent"],
    ["POST", "/cancel"],
    ["GET", "-that-nobody-knows"],
  ] as const)("is kept by no cache: %s …%s", async (method, suffix) => {
    const { shopper } = store()
    const { session } = await shopper.checkOut("azn", "pp_m2cerber_main")
    const path = `/store/payment-gateways/sessions/${session.id}${suffix}`
    const answer = await (method === "GET" ? shopper.get(path) : shopper.post(path))
    expect(answer.headers["cache-control"]).toBe("no-store")
  })

  describe("of an order that was canceled", () => {
    const placed = async (provider: string, currency: "rub" | "azn") => {
      const { shopper, simulator, shopId, hookUrl } = store()
      await simulator.control.tegro.configureShop(shopId, { notifyUrl: hookUrl("tegro_first") })
      const { cartId, collectionId } = await shopper.fillCart(currency)
      const session = await shopper.startPayment(collectionId, provider)
      const orderId = (await shopper.complete(cartId)).body.order.id as string
      return { cartId, session, orderId }
    }

    it("is that nothing is to be paid any more, and that nothing will change", async () => {
      const { shopper, container } = store()
      const merchant = new Merchant(store())
      const { session, orderId } = await placed("pp_tegro_first", "rub")
      expect(await shopper.paymentStatus(session.id)).toMatchObject({
        ...{ status: "awaiting", order_canceled: false, poll_after_ms: 2_000 },
        next: { type: "redirect" },
      })
      await merchant.cancel(orderId)
      await mayAskAgain(container)
      const after = { status: "failed", order_canceled: true, next: null, poll_after_ms: null }
      expect(await shopper.paymentStatus(session.id)).toMatchObject(after)
      const { body } = await shopper.get(`/store/payment-gateways/returns?x=${session.data.reference}`)
      expect(body.payment).toMatchObject({ status: "failed", order_canceled: true, poll_after_ms: null })
    })

    it("is that money has come, when it came nevertheless", async () => {
      const { shopper, simulator, settled } = store()
      const { session, orderId } = await placed("pp_tegro_first", "rub")
      await new Merchant(store()).cancel(orderId)
      await simulator.control.tegro.pay(session.data.reference)
      await settled()
      expect(await shopper.paymentStatus(session.id)).toMatchObject({
        ...{ status: "paid", order_canceled: true, next: null, poll_after_ms: null },
      })
    })
  })
})

storeSuite("what goes wrong when a payment is started", (store) => {
  const choose = async (
    currency: "rub" | "azn",
    provider: string,
    data: object,
    { headers = {}, query = "" }: { headers?: Record<string, string>; query?: string },
  ) => {
    const { shopper } = store()
    return chooseFor((await shopper.fillCart(currency)).collectionId, provider, data, { headers, query })
  }
  const chooseFor = async (
    collectionId: string,
    provider: string,
    data: object,
    { headers = {}, query = "" }: { headers?: Record<string, string>; query?: string },
  ) => {
    const { medusaUrl, catalog } = store()
    const { status, body } = await request(medusaUrl)
      .post(`/store/payment-collections/${collectionId}/payment-sessions${query}`)
      .set({ "x-publishable-api-key": catalog.publishableKey, ...headers })
      .send({ provider_id: provider, data })
    return { status, code: body.code as string, message: body.message as string }
  }
  const RU = /[а-я]/i

  it.each<[string, { headers?: Record<string, string>; query?: string }, RegExp]>([
    ["ru by Medusa's header", { headers: { "x-medusa-locale": "ru-RU" } }, /кошелька m10/],
    ["ru by the address", { query: "?locale=ru" }, /кошелька m10/],
    ["az by the browser", { headers: { "accept-language": "az-AZ,az;q=0.9,en;q=0.5" } }, /pulqabının/],
    ["ru though the browser says az", { headers: { "x-medusa-locale": "ru", "accept-language": "az" } }, RU],
    ["en where nothing is said", {}, /Enter the number of the m10 wallet/],
    ["en for German", { headers: { "accept-language": "de" } }, /Enter the number/],
  ])("is told in the shopper's language: %s", async (_, how, text) => {
    const answer = await choose("azn", "pp_m2cerber_main", { user_wallet: "12" }, how)
    expect(answer).toMatchObject({ status: 400, code: "payer_wallet_required" })
    expect(answer.message).toMatch(text)
  })

  it.each([
    ["azn", "pp_tegro_main", "currency_not_supported", 400],
    ["azn", "pp_m2cerber_slow", "amount_not_supported", 400],
  ] as const)("is told in Russian (%s by %s)", async (currency, provider, code, status) => {
    const { shopper, medusaUrl, catalog } = store()
    const { collectionId } = await shopper.fillCart(currency, 5)
    const answer = await request(medusaUrl)
      .post(`/store/payment-collections/${collectionId}/payment-sessions`)
      .set({ "x-publishable-api-key": catalog.publishableKey, "accept-language": "ru" })
      .send({ provider_id: provider, data: { user_wallet: "050 123 45 67" } })
    expect([answer.status, answer.body.code]).toEqual([status, code])
    expect(answer.body.message).toMatch(RU)
  })

  it("is told in Russian when the gateway is down, and the merchant reads the reason in the log", async () => {
    await store().simulator.control.faults.add({ gateway: "tegro", kind: "status", status: 502, times: 0 })
    const answer = await choose("rub", "pp_tegro_main", {}, { headers: { "accept-language": "ru" } })
    expect(answer.status).toBe(500)
    expect(answer.message).toMatch(/Деньги не списаны/)
  })

  it("is told to two shoppers at once, each in a language of his own", async () => {
    const languages = ["ru", "az", "en", "ru", "az", "en"]
    const carts: string[] = []
    for (const _ of languages) carts.push((await store().shopper.fillCart("azn")).collectionId)
    const answers = await Promise.all(
      languages.map((language, at) =>
        chooseFor(carts[at] as string, "pp_m2cerber_main", {}, { headers: { "accept-language": language } }),
      ),
    )
    const first = { ru: /^Укажите/, az: /^Ödəniş/, en: /^Enter/ }
    answers.forEach(({ message }, at) => expect(message).toMatch(first[languages[at] as "ru"]))
  })

  it("is told of what a shopper says of a payment, too", async () => {
    const { shopper, simulator, medusaUrl, catalog } = store()
    const { session } = await shopper.checkOut("azn", "pp_m2cerber_main")
    await simulator.control.faults.add({ gateway: "m2cerber", kind: "status", status: 500, times: 0 })
    const answer = await request(medusaUrl)
      .post(`/store/payment-gateways/sessions/${session.id}/cancel`)
      .set({ "x-publishable-api-key": catalog.publishableKey, "x-medusa-locale": "ru" })
    expect([answer.status, answer.body.code]).toEqual([500, "gateway_unavailable"])
    expect(answer.body.message).toMatch(RU)
  })
})
