import request from "supertest"
import { Browser } from "../support/browser"
import { storeSuite } from "../support/store-suite"

storeSuite("a shopper pays", (store) => {
  // Pain 2
  it("by Tegro's hosted page: the notification alone makes the order, paid in full", async () => {
    const { shopper, simulator, books, attempt, settled } = store()
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    expect(session.data.next_action).toMatchObject({
      type: "redirect",
      url: expect.stringContaining("/pay/complete/"),
    })

    await simulator.control.tegro.pay(session.data.reference)
    await settled()

    expect(await books(cartId)).toMatchObject({
      captured: "1490.50",
      captures: 1,
      orderPaid: "1490.50",
      orderPending: "0.00",
    })
    expect(await attempt(session.id)).toMatchObject({ status: "paid", amount: "1490.50", held_for: null })
  })

  it("by Tegro without any notification: the return page's question is enough", async () => {
    const { shopper, simulator, books } = store()
    await simulator.control.notifications.policy("tegro", { drop: true })
    const { cartId, session } = await shopper.checkOut("eur", "pp_tegro_main")
    expect(await shopper.paymentStatus(session.id)).toMatchObject({ status: "awaiting", order_id: null })

    await simulator.control.tegro.pay(session.data.reference)
    const completed = await shopper.complete(cartId)

    expect(completed.body).toMatchObject({ type: "order" })
    expect(await books(cartId)).toMatchObject({ captured: "19.99", captures: 1, orderPaid: "19.99" })
  })

  it("with a receipt and a fixed payment system: both reach Tegro, and the receipt sums to the amount", async () => {
    const { shopper, simulator } = store()
    const { session } = await shopper.checkOut("rub", "pp_tegro_receipt")
    const { tegro } = await simulator.control.state()
    const order = tegro.orders.find(({ reference }) => reference === session.data.reference)
    expect(order).toMatchObject({
      paymentSystem: 36,
      receipt: [{ count: "1", price: expect.stringMatching(/^1490\.50?$/) }],
    })
  })

  it("by a signed link, without a call to Tegro: the page knows the amount, and its own notify_url brings the order", async () => {
    const { shopper, simulator, books, settled } = store()
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_redirect")
    const next = session.data.next_action as { type: "redirect"; url: string }
    expect((await simulator.control.state()).calls).toEqual([])
    expect(next.url).toContain("lang=ru")

    const browser = new Browser()
    await browser.open(next.url)
    expect(browser.page).toContain("1490")
    await simulator.control.tegro.pay(session.data.reference)
    await settled()

    expect(await books(cartId)).toMatchObject({ captured: "1490.50", orderPaid: "1490.50" })
    const { tegro } = await simulator.control.state()
    expect(tegro.orders[0]).toMatchObject({
      successUrl: `http://127.0.0.1:8000/paid/${session.data.reference}`,
      failUrl: `http://127.0.0.1:8000/failed/${session.data.reference}`,
    })
  })

  it("by a form straight to the payment system", async () => {
    const { shopper, simulator, books, settled } = store()
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_form")
    const next = session.data.next_action as { type: "form"; url: string; fields: Record<string, string> }
    expect(next).toMatchObject({
      type: "form",
      fields: { payment_system: "36", amount: "1490.50", currency: "RUB" },
    })

    const page = await request(next.url).post("").type("form").send(next.fields)
    expect(page.status).toBeLessThan(400)
    await simulator.control.tegro.pay(session.data.reference)
    await settled()

    expect(await books(cartId)).toMatchObject({ captured: "1490.50", orderPaid: "1490.50" })
  })

  it("with play money in a shop that is set to test payments", async () => {
    const { shopper, simulator, books, settled } = store()
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_test")
    const next = session.data.next_action as { url: string }
    expect(next.url).toContain("test=1")
    await new Browser().open(next.url)
    await simulator.control.tegro.pay(session.data.reference)
    await settled()
    expect(await books(cartId)).toMatchObject({ captured: "1490.50", orders: [expect.any(String)] })
  })

  // Pain 14
  it("by an m10 transfer in two parts: nothing is captured before the second one", async () => {
    const { shopper, simulator, books, settled } = store()
    const { cartId, session } = await shopper.checkOut("azn", "pp_m2cerber_main")
    expect(session.data.next_action).toMatchObject({
      type: "transfer",
      amount: "500.00",
      currency_code: "azn",
      qr: expect.stringMatching(/^data:image\//),
    })

    await simulator.control.m2cerber.transfer(session.data.reference, "200")
    await settled()
    expect(await books(cartId)).toMatchObject({ captures: 0, orders: [] })
    expect(await shopper.paymentStatus(session.id)).toMatchObject({
      status: "underpaid",
      received: "200.00",
      missing: "300.00",
    })

    await simulator.control.m2cerber.transfer(session.data.reference, "300")
    await settled()
    expect(await books(cartId)).toMatchObject({ captured: "500.00", captures: 1, orderPaid: "500.00" })
  })

  it("by an m10 transfer in parts, and is told of the last part only: what is not known to have come is not taken", async () => {
    const { shopper, simulator, books, problems, settled } = store()
    await simulator.control.notifications.policy("m2cerber", { confirmSum: "last" })
    const { cartId, session } = await shopper.checkOut("azn", "pp_m2cerber_main")
    for (const part of ["200", "300"]) {
      await simulator.control.m2cerber.transfer(session.data.reference, part)
      await settled()
    }
    expect(await books(cartId)).toMatchObject({ captures: 0, orders: [] })
    expect(await problems(session.id)).toEqual(["underpaid: open"])
  })

  it('and says "I have sent it": the payment is in confirmation, and nothing is captured yet', async () => {
    const { shopper, books } = store()
    const { cartId, session } = await shopper.checkOut("azn", "pp_m2cerber_main")
    const answer = await shopper.post(`/store/payment-gateways/sessions/${session.id}/sent`)
    expect(answer.body.payment).toMatchObject({ status: "processing", order_id: null })
    expect(await books(cartId)).toMatchObject({ captures: 0, orders: [] })
  })

  it("and is told of an order once it is there", async () => {
    const { shopper, simulator, books, settled } = store()
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    await simulator.control.tegro.pay(session.data.reference)
    await settled()
    const [orderId] = (await books(cartId)).orders
    expect(await shopper.paymentStatus(session.id)).toMatchObject({ status: "paid", order_id: orderId })
  })

  it("not: after a failed payment the cart is open, and another try succeeds", async () => {
    const { shopper, simulator, books, settled } = store()
    await simulator.control.notifications.policy("tegro", { anyStatus: true })
    const { cartId, collectionId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    await simulator.control.tegro.fail(session.data.reference)
    await settled()
    expect(await shopper.paymentStatus(session.id)).toMatchObject({ status: "failed", order_id: null })
    expect(await books(cartId)).toMatchObject({ orders: [], captures: 0 })

    const again = await shopper.startPayment(collectionId, "pp_tegro_main")
    expect(again.data.reference).not.toBe(session.data.reference)
    await simulator.control.tegro.pay(again.data.reference)
    await settled()
    expect(await books(cartId)).toMatchObject({ captured: "1490.50", orderPaid: "1490.50" })
  })

  it("an unknown session is answered 404", async () => {
    const answer = await store().shopper.get("/store/payment-gateways/sessions/payses_nobody")
    expect(answer.status).toBe(404)
    expect(answer.body).toMatchObject({ code: "unknown_payment" })
  })
})
