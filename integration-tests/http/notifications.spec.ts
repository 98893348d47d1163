import { PaymentWebhookEvents } from "@medusajs/framework/utils"
import request from "supertest"
import { DEFAULT_TEGRO_SHOP } from "../../src/simulator"
import { Browser } from "../support/browser"
import { sweep } from "../../src/workflows"
import { inbox, makeDue, withoutInbox } from "../support/clockwork"
import { eventually } from "../support/eventually"
import { storeSuite } from "../support/store-suite"

storeSuite("a gateway's notification", (store) => {
  const genuine = (reference: string, more: Record<string, string> = {}) => ({
    shop_id: DEFAULT_TEGRO_SHOP.publicKey,
    amount: "1490.50",
    order_id: reference,
    currency: "RUB",
    payment_system: "36",
    status: "1",
    ...more,
  })

  // Pain 17
  it.each(["multipart", "urlencoded", "json", "get"] as const)("is understood as %s", async (encoding) => {
    const { shopper, simulator, books, settled } = store()
    await simulator.control.notifications.policy("tegro", { encoding })
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    await simulator.control.tegro.pay(session.data.reference)
    await settled()
    expect(await books(cartId)).toMatchObject({ captured: "1490.50", captures: 1 })
  })

  it.each([
    ["multipart", "source=tegro"],
    ["urlencoded", "source=tegro&shop_id=another"],
    ["json", "order_id=mine&sign=none"],
  ] as const)(
    "is understood as %s at an address with the merchant's own query (%s)",
    async (encoding, query) => {
      const { shopper, simulator, books, settled, shopId, hookUrl } = store()
      await simulator.control.notifications.policy("tegro", { encoding })
      await simulator.control.tegro.configureShop(shopId, { notifyUrl: `${hookUrl("tegro_main")}?${query}` })
      const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
      await simulator.control.tegro.pay(session.data.reference)
      await settled()
      const { notifications } = await simulator.control.state()
      expect(notifications.map(({ status }) => status)).toEqual([200])
      expect(await books(cartId)).toMatchObject({ captured: "1490.50", captures: 1 })
    },
  )

  it.each(["plain", "fixed2", "fixed8"] as const)(
    "is understood with documented fields and %s amounts",
    async (amountFormat) => {
      const { shopper, simulator, books, settled } = store()
      await simulator.control.notifications.policy("tegro", { fields: "docs", amountFormat })
      const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
      await simulator.control.tegro.pay(session.data.reference)
      await settled()
      expect(await books(cartId)).toMatchObject({ captured: "1490.50", captures: 1 })
    },
  )

  // Pain 9
  it("captures once when it arrives four times at once, and tells other plugins once", async () => {
    const { shopper, simulator, books, container, settled } = store()
    const captured: string[] = []
    container.resolve("event_bus").subscribe("payment.captured", async ({ data }) => {
      captured.push((data as { id: string }).id)
    })
    await simulator.control.notifications.policy("tegro", { duplicate: 3 })
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    await simulator.control.tegro.pay(session.data.reference)
    await settled()
    expect(await books(cartId)).toMatchObject({
      captured: "1490.50",
      captures: 1,
      payments: 1,
      orders: [expect.any(String)],
    })
    const { notifications } = await simulator.control.state()
    expect(notifications.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(captured).toHaveLength(1)
  })

  // Pain 8
  it("changes nothing when it is replayed after the order", async () => {
    const { shopper, simulator, books, settled } = store()
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    await simulator.control.tegro.pay(session.data.reference)
    await settled()
    const before = await books(cartId)
    const { notifications } = await simulator.control.state()
    const again = await simulator.control.notifications.redeliver(notifications[0]!.id)
    expect(again.status).toBe(200)
    await settled()
    expect(await books(cartId)).toEqual(before)
  })

  it.each([
    ["wrong", 401],
    ["none", 401],
  ] as const)("with %s signature is answered %i and changes nothing", async (sign, status) => {
    const { shopper, simulator, books, attempt, hookUrl, container } = store()
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    const before = await attempt(session.id)
    const fields = genuine(session.data.reference)
    const answer = await simulator.control.notifications.forge("tegro", {
      url: hookUrl("tegro_main"),
      fields,
      sign,
    })
    expect(answer.status).toBe(status)
    expect(JSON.parse(answer.body)).toEqual({ code: "bad_signature" })
    expect(await books(cartId)).toMatchObject({ captures: 0, orders: [] })
    expect(await attempt(session.id)).toEqual(before)
    expect(await inbox(container)).toEqual([])
  })

  it("that is genuine in form but not in fact is answered 200 and captures nothing: the gateway is asked", async () => {
    const { shopper, simulator, books, hookUrl, settled } = store()
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    const fields = genuine(session.data.reference)
    const answer = await simulator.control.notifications.forge("tegro", {
      url: hookUrl("tegro_main"),
      fields,
      sign: "valid",
    })
    expect(answer.status).toBe(200)
    await settled()
    expect(await books(cartId)).toMatchObject({ captures: 0, orders: [] })
  })

  it("for another shop is answered 404", async () => {
    const { shopper, simulator, hookUrl } = store()
    const { session } = await shopper.checkOut("rub", "pp_tegro_main")
    const fields = genuine(session.data.reference, { shop_id: "0".repeat(32) })
    const answer = await simulator.control.notifications.forge("tegro", {
      url: hookUrl("tegro_main"),
      fields,
      sign: "valid",
    })
    expect([answer.status, answer.body]).toEqual([404, JSON.stringify({ code: "unknown_shop" })])
  })

  it.each(["tegro_nobody", "stripe_main", "system_default", "pp_", "..%2f", "m2cerber_main_2"])(
    "for the unknown provider %s is answered 404",
    async (provider) => {
      const answer = await request(store().medusaUrl)
        .post(`/hooks/payment-gateways/${provider}`)
        .send({ a: 1 })
      expect(answer.status).toBe(404)
    },
  )

  it("for a payment that this store never asked for is answered 404", async () => {
    const { simulator, hookUrl } = store()
    const fields = genuine("somebody-elses")
    const answer = await simulator.control.notifications.forge("tegro", {
      url: hookUrl("tegro_main"),
      fields,
      sign: "valid",
    })
    expect([answer.status, answer.body]).toEqual([404, JSON.stringify({ code: "unknown_reference" })])
  })

  it("for a payment of another instance of the same shop finds it, and is only a reason to ask", async () => {
    const { shopper, simulator, books, hookUrl, settled } = store()
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    const fields = genuine(session.data.reference)
    const answer = await simulator.control.notifications.forge("tegro", {
      url: hookUrl("tegro_redirect"),
      fields,
      sign: "valid",
    })
    expect(answer.status).toBe(200)
    await settled()
    expect(await books(cartId)).toMatchObject({ captures: 0 })
  })

  it("without a reference is answered 400", async () => {
    const { simulator, hookUrl } = store()
    const { order_id: _, ...fields } = genuine("x")
    const answer = await simulator.control.notifications.forge("tegro", {
      url: hookUrl("tegro_main"),
      fields,
      sign: "valid",
    })
    expect([answer.status, answer.body]).toEqual([400, JSON.stringify({ code: "malformed_notification" })])
  })

  it.each([
    ["broken JSON", "application/json", '{"shop_id": '],
    ["nested JSON", "application/json", '{"order_id": {"$ne": null}, "sign": "x"}'],
    ["a JSON list", "application/json", "[1, 2]"],
    [
      "a multipart form without its end",
      "multipart/form-data; boundary=x",
      '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1',
    ],
    ["a multipart form without a boundary", "multipart/form-data", "--x"],
  ])("as %s is answered 400", async (_, type, body) => {
    const answer = await request(store().medusaUrl)
      .post("/hooks/payment-gateways/tegro_main")
      .set("content-type", type)
      .send(body)
    expect(answer.status).toBe(400)
  })

  it("without a body is answered 401", async () => {
    const answer = await request(store().medusaUrl).post("/hooks/payment-gateways/tegro_main")
    expect(answer.status).toBe(401)
  })

  it("that is far too large is answered 413", async () => {
    const answer = await request(store().medusaUrl)
      .post("/hooks/payment-gateways/tegro_main")
      .type("form")
      .send(`a=${"x".repeat(70_000)}`)
    expect(answer.status).toBe(413)
  })

  it("is answered 200 although the gateway cannot be asked: it waits in the inbox, and the sweep settles it", async () => {
    const { shopper, simulator, books, container, settled } = store()
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    await simulator.control.faults.add({
      gateway: "tegro",
      call: "order",
      kind: "status",
      status: 502,
      times: 0,
    })
    await simulator.control.tegro.pay(session.data.reference)
    await settled()
    expect((await simulator.control.state()).notifications).toEqual([
      expect.objectContaining({ status: 200, tries: 1 }),
    ])
    expect(await books(cartId)).toMatchObject({ captures: 0 })
    expect(await inbox(container)).toEqual([
      expect.objectContaining({
        state: "received",
        tries: 1,
        error: expect.stringContaining("gateway_unavailable"),
      }),
    ])

    await simulator.control.faults.clear()
    await makeDue(container)
    await sweep(container)
    expect(await books(cartId)).toMatchObject({ captured: "1490.50", captures: 1 })
    expect(await inbox(container)).toEqual([
      expect.objectContaining({ state: "done", outcome: "capture", tries: 2 }),
    ])
  })

  // Pain 11
  it("is answered 503 when it cannot be written down, so that the gateway comes again", async () => {
    const { shopper, simulator, books, container, settled } = store()
    await simulator.control.notifications.policy("tegro", { retry: { tries: 0, delaysMs: [0] } })
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    await withoutInbox(container, async () => {
      await simulator.control.tegro.pay(session.data.reference)
      await simulator.control.notifications.idle()
    })
    const [notification] = (await simulator.control.state()).notifications
    expect(notification).toMatchObject({ status: 503, delivered: false })
    expect(await books(cartId)).toMatchObject({ captures: 0 })

    await simulator.control.notifications.redeliver(notification!.id)
    await settled()
    expect(await books(cartId)).toMatchObject({ captured: "1490.50", captures: 1 })
  })

  it("is one row of the inbox however often it comes, and worked on once", async () => {
    const { shopper, simulator, books, container, settled } = store()
    await simulator.control.notifications.policy("tegro", { duplicate: 4 })
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    await simulator.control.tegro.pay(session.data.reference)
    await settled()
    expect(await inbox(container)).toEqual([
      expect.objectContaining({ deliveries: 5, tries: 1, state: "done" }),
    ])
    expect(await books(cartId)).toMatchObject({ captures: 1 })
  })

  it("is believed under each of several secrets while they are rotated", async () => {
    const { shopper, simulator, books, hookUrl, settled } = store()
    await simulator.control.tegro.configureShop(DEFAULT_TEGRO_SHOP.publicKey, {
      notifyUrl: hookUrl("tegro_rotated"),
    })
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_rotated")
    await simulator.control.tegro.pay(session.data.reference)
    await settled()
    expect(await books(cartId)).toMatchObject({ captured: "1490.50" })
  })

  it("of play money on a live shop captures nothing and waits for a person", async () => {
    const { shopper, simulator, books, attempt, settled } = store()
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    await simulator.control.tegro.pay(session.data.reference, { test: true })
    await settled()
    expect(await books(cartId)).toMatchObject({ captures: 0, orders: [] })
    expect(await attempt(session.id)).toMatchObject({ held_for: "test_payment" })
  })

  // Pain 5
  it("of less than was asked captures nothing and waits for a person", async () => {
    const { shopper, simulator, books, attempt, settled } = store()
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    await simulator.control.tegro.pay(session.data.reference, { amount: "1490.49" })
    await settled()
    expect(await books(cartId)).toMatchObject({ captures: 0, orders: [] })
    expect(await attempt(session.id)).toMatchObject({ held_for: "amount_mismatch" })
  })

  it("in another currency than was asked captures nothing and waits for a person", async () => {
    const { shopper, simulator, books, attempt, hookUrl, settled } = store()
    await simulator.control.notifications.policy("tegro", { drop: true })
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    await simulator.control.tegro.pay(session.data.reference)
    await simulator.control.notifications.forge("tegro", {
      url: hookUrl("tegro_main"),
      fields: genuine(session.data.reference, { currency: "USD" }),
      sign: "valid",
    })
    await settled()
    expect(await books(cartId)).toMatchObject({ captures: 0, orders: [] })
    expect(await attempt(session.id)).toMatchObject({ held_for: "currency_mismatch" })
  })

  it("of a link that was paid twice keeps the second payment for a person", async () => {
    const { shopper, simulator, books, attempt, settled } = store()
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_redirect")
    const { url } = session.data.next_action as { url: string }
    await new Browser().open(url)
    await simulator.control.tegro.pay(session.data.reference)
    await settled()
    await new Browser().open(url)
    const { tegro } = await simulator.control.state()
    await simulator.control.tegro.pay(tegro.orders.at(-1)!.id)
    await settled()
    expect(await books(cartId)).toMatchObject({ captured: "1490.50", captures: 1 })
    expect([tegro.orders.length, (await attempt(session.id)).held_for]).toEqual([2, "paid_twice"])
  })

  it("of more than was asked captures what was asked, and the rest waits for a person", async () => {
    const { shopper, simulator, books, attempt, settled } = store()
    const { cartId, session } = await shopper.checkOut("azn", "pp_m2cerber_main")
    await simulator.control.m2cerber.transfer(session.data.reference, "612.34")
    await settled()
    expect(await books(cartId)).toMatchObject({ captured: "500.00", captures: 1, orderPaid: "500.00" })
    expect(await attempt(session.id)).toMatchObject({ held_for: "overpaid", received: "612.34" })
  })

  describe("from m2cerber", () => {
    // Pain 4
    it("of a cancel ends the payment without an order, and money that comes late is still captured", async () => {
      const { shopper, simulator, books, attempt, settled } = store()
      const { cartId, session } = await shopper.checkOut("azn", "pp_m2cerber_main")
      await simulator.control.m2cerber.cancel(session.data.reference)
      await settled()
      expect(await attempt(session.id)).toMatchObject({ status: "canceled" })
      expect(await books(cartId)).toMatchObject({ captures: 0, orders: [] })

      await simulator.control.m2cerber.transfer(session.data.reference, "500")
      await settled()
      expect(await books(cartId)).toMatchObject({ captured: "500.00", captures: 1 })
    })

    it("of a cancel after part of the money leaves the part to a person", async () => {
      const { shopper, simulator, books, attempt, settled } = store()
      const { cartId, session } = await shopper.checkOut("azn", "pp_m2cerber_main")
      await simulator.control.m2cerber.transfer(session.data.reference, "200")
      await settled()
      await simulator.control.m2cerber.cancel(session.data.reference)
      await settled()
      expect(await attempt(session.id)).toMatchObject({ held_for: "canceled_after_part", received: "200.00" })
      expect(await books(cartId)).toMatchObject({ captures: 0, orders: [] })
    })

    it.each([
      ["a confirm without a signature", { status: "confirm", confirm_sum: "500" }],
      ["a change sum without its own address", { confirm_sum: "499", payment_sum: "500" }],
    ])("%s is answered 401 and changes nothing", async (_, fields) => {
      const { shopper, books, attempt, session, cartId, medusaUrl } = await started()
      const before = await attempt(session.id)
      for (const path of [
        "",
        `/${session.data.reference}`,
        `/${session.data.reference}-50000-${"0".repeat(32)}`,
      ]) {
        const answer = await request(medusaUrl)
          .post(`/hooks/payment-gateways/m2cerber_main${path}`)
          .send({ payment_id: session.data.reference, ...fields })
        expect([path, answer.status]).toEqual([path, 401])
      }
      expect(await attempt(session.id)).toEqual(before)
      expect(await books(cartId)).toMatchObject({ captures: 0 })
      expect(await shopper.paymentStatus(session.id)).toMatchObject({ received: null })
    })

    it("at another payment's address is answered 401", async () => {
      const { simulator, session, shopper } = await started()
      const other = await shopper.checkOut("azn", "pp_m2cerber_main")
      const { m2cerber } = await simulator.control.state()
      const address = m2cerber.payments.find(
        ({ paymentId }) => paymentId === other.session.data.reference,
      )!.callbackUrl
      const answer = await simulator.control.notifications.forge("m2cerber", {
        url: address,
        fields: { payment_id: session.data.reference, confirm_sum: "200", payment_sum: "500" },
        sign: "none",
      })
      expect(answer.status).toBe(401)
    })

    it("that is signed with the stolen secret captures nothing: get_status is asked", async () => {
      const { simulator, session, cartId, books, hookUrl, settled } = await started()
      const answer = await simulator.control.notifications.forge("m2cerber", {
        url: hookUrl("m2cerber_main"),
        fields: { payment_id: session.data.reference, status: "confirm", confirm_sum: "500" },
        sign: "valid",
      })
      expect(answer.status).toBe(200)
      await settled()
      expect(await books(cartId)).toMatchObject({ captures: 0, orders: [] })
    })

    const started = async () => {
      const running = store()
      return { ...running, ...(await running.shopper.checkOut("azn", "pp_m2cerber_main")) }
    }
  })

  describe("to Medusa's own hook", () => {
    let seen = 0
    const count = async () => void seen++
    const subscriberId = "count"
    /** Medusa waits five seconds before it looks at a webhook; this is the knob that its route reads. */
    beforeEach(() => {
      const { container } = store()
      Object.assign(container.resolve("payment"), { options: { webhook_delay: 20 } })
      seen = 0
      container.resolve("event_bus").subscribe(PaymentWebhookEvents.WebhookReceived, count, { subscriberId })
    })
    afterEach(() => {
      const bus = store().container.resolve("event_bus")
      bus.unsubscribe(PaymentWebhookEvents.WebhookReceived, count, { subscriberId })
    })
    const core = (provider = "tegro_main") => `${store().medusaUrl}/hooks/payment/${provider}`
    /** Resolves when Medusa has worked on so many notifications. */
    const workedOn = async (count: number) => {
      await eventually(
        async () => seen,
        (times) => times === count,
      )
      await store().settled()
      expect(seen).toBe(count)
    }

    // Pain 17
    it("captures too, for the merchant who pasted that address", async () => {
      const { shopper, simulator, books } = store()
      await simulator.control.tegro.configureShop(DEFAULT_TEGRO_SHOP.publicKey, { notifyUrl: core() })
      await simulator.control.notifications.policy("tegro", { encoding: "urlencoded", duplicate: 2 })
      const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
      await simulator.control.tegro.pay(session.data.reference)
      await workedOn(3)
      expect(await books(cartId)).toMatchObject({ captured: "1490.50", captures: 1, orderPaid: "1490.50" })
    })

    it.each(["wrong", "valid"] as const)("does nothing for a made-up one (signature: %s)", async (sign) => {
      const { shopper, simulator, books } = store()
      await simulator.control.notifications.policy("tegro", { encoding: "urlencoded" })
      const victim = await shopper.checkOut("rub", "pp_tegro_main")
      for (const reference of [victim.session.data.reference, "payses_unknown"]) {
        await simulator.control.notifications.forge("tegro", {
          url: core(),
          fields: genuine(reference),
          sign,
        })
      }
      await workedOn(2)
      expect(await books(victim.cartId)).toMatchObject({ captures: 0, orders: [], payments: 0 })
    })
  })
})
