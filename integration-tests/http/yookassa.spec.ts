import { DEFAULT_YOOKASSA_SHOP, type FaultRule, type YookassaShopPatch } from "../../src/simulator"
import { Browser } from "../support/browser"
import { inbox, mayAskAgain } from "../support/clockwork"
import { Merchant } from "../support/merchant"
import type { Session } from "../support/shopper"
import { storeSuite } from "../support/store-suite"

const KASSA = "pp_yookassa_main"
const ABSENT = "2419a771-000f-5000-9000-1edaf29243f2"

/** Money that is taken at once. */
storeSuite("a shopper pays by YooKassa", (store) => {
  let merchant: Merchant
  beforeEach(() => {
    merchant = new Merchant(store())
  })
  afterEach(async () => expect(await merchant.unfoldedAttempts()).toEqual([]))

  const kassa = () => store().simulator.control.yookassa
  const fault = (rule: Omit<FaultRule, "gateway">) =>
    store().simulator.control.faults.add({ gateway: "yookassa", ...rule })
  const configure = (patch: YookassaShopPatch) => kassa().configureShop(DEFAULT_YOOKASSA_SHOP.shopId, patch)
  const payments = async () => (await store().simulator.control.state()).yookassa.payments
  const paymentOf = async ({ data }: Session) => {
    const found = (await payments()).find(({ metadata }) => metadata.reference === data.reference)
    if (!found) throw new Error(`YooKassa has no ${data.reference}`)
    return found
  }
  const pageOf = ({ data }: Session) => (data.next_action as { url: string }).url
  /** Presses a button on YooKassa's page. */
  const press = (session: Session, form: Record<string, string>) =>
    fetch(pageOf(session), { method: "POST", body: new URLSearchParams(form), redirect: "manual" })
  const calls = async (name: string) =>
    (await store().simulator.control.state()).calls.filter(({ call }) => call === name)

  const PAID = { captured: "1490.50", captures: 1, payments: 1, orderPaid: "1490.50", orderPending: "0.00" }
  const NOTHING = { captures: 0, orders: [] }

  it("on its page: the notification makes the order, and order, payment and ledger say the same", async () => {
    const { shopper, books, attempt, settled } = store()
    const { cartId, session } = await shopper.checkOut("rub", KASSA)
    const browser = new Browser()
    await browser.open(pageOf(session))
    expect(browser.page).toContain("1490.50")
    expect(await paymentOf(session)).toMatchObject({
      ...{ amount: "1490.50", capture: true, receipts: [] },
      returnUrl: `http://127.0.0.1:8000/checkout/payment?number=${session.data.reference}`,
    })

    const back = await press(session, { action: "pay", method: "bank_card" })
    expect(back.headers.get("location")).toContain(session.data.reference)
    await settled()

    const { id } = await paymentOf(session)
    expect(await books(cartId)).toMatchObject({ ...PAID, orders: [expect.any(String)] })
    expect(await attempt(session.id)).toMatchObject({
      ...{ status: "paid", gateway_id: id, account: DEFAULT_YOOKASSA_SHOP.shopId, held_for: null },
      ...{ received: "1490.50", fee: "52.16" },
    })
    expect(await shopper.paymentStatus(session.id)).toMatchObject({
      status: "paid",
      order_id: (await books(cartId)).orders[0],
    })
    expect(await merchant.openProblems()).toEqual([])
  })

  it("without any notification: the return page's question is enough", async () => {
    const { shopper, simulator, books, container, settled } = store()
    await simulator.control.notifications.policy("yookassa", { drop: true })
    const { cartId, session } = await shopper.checkOut("rub", KASSA)
    expect(await shopper.paymentStatus(session.id)).toMatchObject({ status: "awaiting", order_id: null })
    await kassa().pay(session.data.reference)
    await mayAskAgain(container)
    await shopper.paymentStatus(session.id)
    await settled()
    await merchant.sweeps()
    expect(await books(cartId)).toMatchObject(PAID)
  })

  it("and closes the browser, and no notification comes: the sweep makes the order", async () => {
    const { shopper, simulator, books } = store()
    await simulator.control.notifications.policy("yookassa", { drop: true })
    const { cartId, session } = await shopper.checkOut("rub", KASSA)
    await kassa().pay(session.data.reference)
    await merchant.sweeps()
    expect(await books(cartId)).toMatchObject(PAID)
  })

  it("and its notifications come thrice, late and in another order: captured once", async () => {
    const { shopper, simulator, books, settled } = store()
    await simulator.control.notifications.policy("yookassa", { duplicate: 2, hold: true })
    const { cartId, session } = await shopper.checkOut("rub", KASSA)
    const other = await shopper.checkOut("rub", KASSA)
    await kassa().pay(session.data.reference)
    await kassa().pay(other.session.data.reference)
    await simulator.control.notifications.flush({ order: "reversed" })
    await settled()
    const { notifications } = await simulator.control.state()
    expect(new Set(notifications.map(({ status }) => status))).toEqual(new Set([200]))
    await simulator.control.notifications.redeliver(notifications[0]!.id)
    await settled()
    expect(await books(cartId)).toMatchObject(PAID)
    expect(await books(other.cartId)).toMatchObject(PAID)
  })

  it("is declined on its page, tries another card there, and pays", async () => {
    const { shopper, books, settled } = store()
    const { cartId, session } = await shopper.checkOut("rub", KASSA)
    await press(session, { action: "pay", method: "bank_card", card: "5555555555554600" })
    expect(await shopper.paymentStatus(session.id)).toMatchObject({ status: "awaiting" })
    await press(session, { action: "pay", method: "bank_card", card: "5555555555554444" })
    await settled()
    // The gateway was asked a moment ago, so the notification only makes the payment due.
    await merchant.sweeps()
    expect(await books(cartId)).toMatchObject(PAID)
  })

  it("is declined for good, and pays by another payment of the same cart", async () => {
    const { shopper, books, attempt, settled } = store()
    const { cartId, collectionId, session } = await shopper.checkOut("rub", KASSA)
    await kassa().decline(session.data.reference, "insufficient_funds")
    await settled()
    expect(await attempt(session.id)).toMatchObject({
      status: "failed",
      codes: expect.arrayContaining(["canceled/insufficient_funds"]),
    })
    expect(await books(cartId)).toMatchObject(NOTHING)

    const second = await shopper.startPayment(collectionId, KASSA)
    expect(second.data.reference).not.toBe(session.data.reference)
    await kassa().pay(second.data.reference)
    await settled()
    expect(await books(cartId)).toMatchObject(PAID)
    expect(await merchant.openProblems()).toEqual([])
  })

  it("takes longer than the hour that YooKassa gives, and may try again", async () => {
    const { shopper, simulator, books, attempt, settled } = store()
    const { cartId, collectionId, session } = await shopper.checkOut("rub", KASSA)
    await simulator.control.clock.advance(61 * 60_000)
    await merchant.sweeps()
    expect(await attempt(session.id)).toMatchObject({ status: "expired" })
    expect(await shopper.paymentStatus(session.id)).toMatchObject({ status: "expired", order_id: null })

    const second = await shopper.startPayment(collectionId, KASSA)
    await kassa().pay(second.data.reference)
    await settled()
    await merchant.sweeps()
    expect(await books(cartId)).toMatchObject(PAID)
  })

  describe("when the answer to the first call is lost", () => {
    it.each<[string, Omit<FaultRule, "gateway">]>([
      ["once", { call: "createPayment", kind: "reset_after_success" }],
      ["to a 500", { call: "createPayment", kind: "error_after_success" }],
      ["to a 202", { call: "createPayment", kind: "error_after_success", status: 202, retryAfter: 50 }],
    ])("%s, notices nothing, and pays the only payment there is", async (_what, rule) => {
      const { shopper, books, settled } = store()
      await fault(rule)
      const { cartId, session } = await shopper.checkOut("rub", KASSA)
      expect(await payments()).toHaveLength(1)
      await kassa().pay(session.data.reference)
      await settled()
      expect(await books(cartId)).toMatchObject(PAID)
    })

    it("each time, tries again, and pays once; the first one is found, and ends by itself", async () => {
      const { shopper, simulator, books, settled } = store()
      await fault({ call: "createPayment", kind: "reset_after_success", times: 3 })
      const { cartId, collectionId } = await shopper.fillCart("rub")
      expect((await shopper.choose(collectionId, KASSA)).status).toBe(500)
      const session = await shopper.startPayment(collectionId, KASSA)
      const made = await payments()
      expect(made).toHaveLength(2)
      await kassa().pay(session.data.reference)
      await settled()
      expect(await books(cartId)).toMatchObject(PAID)

      await simulator.control.clock.advance(61 * 60_000)
      await merchant.sweeps(2)
      const attempts = await merchant.ledger.listPaymentAttempts({})
      const lost = attempts.find(({ reference }) => reference !== session.data.reference)
      expect(lost).toMatchObject({ status: "expired" })
      expect(await books(cartId)).toMatchObject(PAID)
      expect(await merchant.openProblems()).toEqual([])
    })
  })

  describe("and a stranger writes notifications", () => {
    const paid = { status: "succeeded", paid: true, test: false, refundable: true }
    const told = (event: string, object: Record<string, unknown>) => ({ type: "notification", event, object })
    const forge = (fields: object, headers: Record<string, string> = {}) => {
      const { simulator, hookUrl } = store()
      const request = { url: hookUrl("yookassa_main"), fields: fields as never, headers }
      return simulator.control.notifications.forge("yookassa", request)
    }

    it("of every kind: each is answered, none changes anything, and the real money still makes the order", async () => {
      const { shopper, books, attempt, container, settled } = store()
      const { cartId, session } = await shopper.checkOut("rub", KASSA)
      const { id } = await paymentOf(session)
      const amount = { value: "1490.50", currency: "RUB" }
      const before = await attempt(session.id)
      const asked = (await calls("getPayment")).length
      const forgeries: object[] = [
        told("payment.succeeded", { id, amount, ...paid, metadata: { reference: session.data.reference } }),
        told("payment.succeeded", { id, amount: { value: "9999999.00", currency: "RUB" }, ...paid }),
        told("payment.canceled", {
          id,
          status: "canceled",
          cancellation_details: { reason: "general_decline" },
        }),
        told("payment.waiting_for_capture", { id, amount, status: "waiting_for_capture" }),
        told("payment.succeeded", {
          id: ABSENT,
          amount,
          ...paid,
          metadata: { reference: session.data.reference },
        }),
        told("refund.succeeded", { id: ABSENT, payment_id: id, amount, status: "succeeded" }),
        told("refund.succeeded", { id, payment_id: ABSENT, amount, status: "succeeded" }),
        told("payment.of_tomorrow", { id }),
        told("payment_method.active", { id: "x" }),
        told("payout.succeeded", { id: "po-1" }),
        told("deal.closed", { id: "dl-1" }),
      ]
      for (const fields of forgeries) {
        const answer = await forge(fields, { "X-Forwarded-For": "185.71.76.1" })
        expect([fields, answer.status]).toEqual([fields, 200])
      }
      await settled()
      expect(await books(cartId)).toMatchObject(NOTHING)
      const { status, received, claims, held_for } = await attempt(session.id)
      expect({ status, received, claims, held_for }).toEqual({
        ...{ status: before.status, received: before.received, claims: {}, held_for: null },
      })
      expect(await inbox(container)).toEqual([])
      expect(await merchant.openProblems()).toEqual([])
      // Numbers that are not ours are not asked about, and ours once in a while.
      expect((await calls("getPayment")).length - asked).toBeLessThanOrEqual(1)
      expect(await calls("getRefund")).toEqual([])

      await kassa().pay(session.data.reference)
      await settled()
      await merchant.sweeps()
      expect(await books(cartId)).toMatchObject(PAID)
    })

    it.each([
      ["no envelope", { hello: "world" }],
      ["a number that no payment has", told("payment.succeeded", { id: "1 or 1=1" })],
      ["a number that leads elsewhere", told("payment.succeeded", { id: "../../me" })],
      ["a number that is none", told("payment.succeeded", { id: { $ne: null } })],
    ])("with %s: each is refused, and the next one is read", async (_what, fields) => {
      expect((await forge(fields)).status).toBe(400)
      expect((await forge(told("deal.closed", { id: "1" }))).status).toBe(200)
    })

    it("by the thousand bytes: nothing falls over", async () => {
      const { medusaUrl, hookUrl } = store()
      const bodies = ["", "{", "null", "[]", '"x"', `{"type":"notification","object":${"[".repeat(5_000)}`]
      for (const body of bodies) {
        const headers = { "content-type": "application/json" }
        const { status } = await fetch(hookUrl("yookassa_main"), { method: "POST", headers, body })
        expect([body.slice(0, 20), status]).toEqual([body.slice(0, 20), 400])
      }
      expect((await fetch(`${medusaUrl}/health`)).status).toBe(200)
    })

    it("after the payment was made: the order stays as it is", async () => {
      const { shopper, books, settled } = store()
      const { cartId, session } = await shopper.checkOut("rub", KASSA)
      await kassa().pay(session.data.reference)
      await settled()
      const before = await books(cartId)
      const { id } = await paymentOf(session)
      await forge(told("payment.canceled", { id, status: "canceled" }))
      await forge(told("refund.succeeded", { id: ABSENT, payment_id: id, amount: { value: "1490.50" } }))
      await settled()
      await merchant.sweeps()
      expect(await books(cartId)).toEqual(before)
      expect(await merchant.openProblems()).toEqual([])
    })
  })

  it("while YooKassa's API is slow: the notification is answered at once, and the order comes later", async () => {
    const { shopper, simulator, books, settled } = store()
    const { cartId, session } = await shopper.checkOut("rub", KASSA)
    await fault({ call: "getPayment", kind: "timeout_before", times: 3 })
    await kassa().pay(session.data.reference)
    await simulator.control.notifications.idle()
    const { notifications } = await simulator.control.state()
    expect(notifications).toMatchObject([{ status: 200 }])
    await settled()
    await simulator.control.faults.clear()
    await merchant.sweeps(2)
    expect(await books(cartId)).toMatchObject(PAID)
  })

  it("while YooKassa answers with errors only: nothing is given up, and the order comes when it can", async () => {
    const { shopper, books, settled } = store()
    const { cartId, session } = await shopper.checkOut("rub", KASSA)
    await kassa().pay(session.data.reference, {})
    for (const rule of [
      { kind: "error_answer", status: 403, times: 0 },
      { kind: "not_found_page", times: 0 },
      { kind: "error_answer", times: 0 },
    ] as const) {
      await fault(rule)
      await merchant.sweeps()
      await store().simulator.control.faults.clear()
    }
    await settled()
    await merchant.sweeps(2)
    expect(await books(cartId)).toMatchObject(PAID)
  })

  it("with play money where the merchant takes none: nothing is captured, and a person is told", async () => {
    const { shopper, simulator, books, problems, hookUrl, settled } = store()
    await configure({ notifyUrl: hookUrl("yookassa_untested") })
    const { cartId, session } = await shopper.checkOut("rub", "pp_yookassa_untested")
    await kassa().pay(session.data.reference)
    await settled()
    await merchant.sweeps()
    expect(await books(cartId)).toMatchObject(NOTHING)
    expect(await problems(session.id)).toEqual(["test_payment: open"])
    expect((await simulator.control.state()).yookassa.refunds).toEqual([])
  })

  describe("in a shop that sends receipts", () => {
    beforeEach(() => configure({ receipts: "cheki", notifyUrl: store().hookUrl("yookassa_receipt") }))

    it("and the receipt holds the cart's lines, and goes to the cart's email", async () => {
      const { shopper, books, settled } = store()
      const { cartId, session } = await shopper.checkOut("rub", "pp_yookassa_receipt", {
        email: "mallory@example.com",
        receipt: [{ name: "Gold" }],
        capture: false,
      })
      expect(await paymentOf(session)).toMatchObject({
        capture: true,
        receipts: [
          {
            customer: { email: "shopper@example.com" },
            items: [
              {
                ...{ description: expect.stringContaining("Samovar"), quantity: 1, vat_code: 11 },
                ...{ amount: { value: "1490.50", currency: "RUB" }, measure: "piece" },
                ...{ payment_subject: "commodity", payment_mode: "full_payment" },
              },
            ],
          },
        ],
      })
      await kassa().pay(session.data.reference)
      await settled()
      expect(await books(cartId)).toMatchObject(PAID)
    })

    it("and three pieces that do not divide evenly make up the sum to the kopeck", async () => {
      const { shopper, catalog } = store()
      const { collectionId } = await shopper.fillCart("rub", 3, catalog.fractionalVariantId)
      const session = await shopper.startPayment(collectionId, "pp_yookassa_receipt")
      const [receipt] = (await paymentOf(session)).receipts as {
        items: { quantity: number; amount: { value: string } }[]
      }[]
      expect(session.data.amount).toBe("10.00")
      expect(receipt?.items.map(({ quantity, amount }) => `${quantity} × ${amount.value}`)).toEqual([
        "1 × 3.34",
        "2 × 3.33",
      ])
    })

    it("and an entry that sends none is told by the shop, and the shopper may choose another way", async () => {
      const { shopper } = store()
      const { collectionId } = await shopper.fillCart("rub")
      const answer = await shopper.choose(collectionId, KASSA)
      expect(answer.status).toBe(400)
      expect(answer.body.message).toBe("The payment could not be started. Please choose another way to pay.")
      expect((await shopper.choose(collectionId, "pp_yookassa_receipt")).status).toBe(200)
    })
  })

  it("and is offered it by name, with a drawing, in the shopper's language", async () => {
    const { shopper, catalog } = store()
    const methods = await shopper.paymentMethods(`region_id=${catalog.regions.rub}&locale=ru`)
    expect(methods.find(({ provider_id }) => provider_id === KASSA)).toMatchObject({
      ...{ gateway: "yookassa", type: "redirect", title: "Банковская карта, СБП, ЮMoney" },
      ...{ icon: expect.stringMatching(/^data:image\/svg/), is_test: true, currency_code: "rub", fields: [] },
    })
    const elsewhere = await shopper.paymentMethods(`region_id=${catalog.regions.azn}`)
    expect(elsewhere.map(({ gateway }) => gateway)).not.toContain("yookassa")
  })

  it("and an admin sees that keys and connection are right, and what kind of shop it is", async () => {
    const answer = await merchant.post(`/admin/payment-gateways/connections/${KASSA}/check`)
    expect(answer.status).toBe(200)
    expect(JSON.stringify(answer.body)).toContain(DEFAULT_YOOKASSA_SHOP.shopId)
    expect(JSON.stringify(answer.body)).not.toContain("simulator-secret")
  })
})
