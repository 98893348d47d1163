import { Merchant } from "../support/merchant"
import { age } from "../support/clockwork"
import { storeSuite } from "../support/store-suite"

/**
 * An order that is placed before its payment is canceled when nobody pays. It is not, as long as anything at all of its
 * money is there, is on its way, is owed in another way, or cannot be known.
 */
storeSuite("an order that waits for its payment is kept", (store) => {
  const FIRST = "pp_tegro_first"
  const TRANSFER = "pp_m2cerber_main"
  const CASH = "pp_system_default"
  let merchant: Merchant
  beforeEach(() => {
    merchant = new Merchant(store())
  })
  afterEach(async () => expect(await merchant.unfoldedAttempts()).toEqual([]))

  const cart = async (currency: "rub" | "azn" = "rub") => {
    await merchant.notify(FIRST)
    return store().shopper.fillCart(currency)
  }
  const completed = async (cartId: string): Promise<string> =>
    (await store().shopper.complete(cartId)).body.order.id
  /** Placed unpaid. */
  const placed = async (provider = FIRST, currency: "rub" | "azn" = "rub") => {
    const { cartId, collectionId } = await cart(currency)
    const session = await store().shopper.startPayment(collectionId, provider)
    return { cartId, collectionId, session, orderId: await completed(cartId) }
  }
  const pay = async (reference: string) => {
    await store().simulator.control.tegro.pay(reference)
    await store().settled()
  }
  /** What Medusa was told is paid, and nothing stands open. */
  const PAID = { captures: 1, captured: "1490.50", orderPaid: "1490.50", orderPending: "0.00" }

  describe("when it was paid in another way than by the first try", () => {
    it("by a second try, the first of which was left unpaid", async () => {
      const { cartId, collectionId } = await cart()
      await store().shopper.startPayment(collectionId, FIRST)
      const second = await store().shopper.startPayment(collectionId, FIRST)
      const orderId = await completed(cartId)
      await pay(second.data.reference)
      await merchant.later(2, 2)
      expect(await merchant.isCanceled(orderId)).toBe(false)
      expect(await store().books(cartId)).toMatchObject(PAID)
      expect(await merchant.openProblems()).toEqual([])
    })

    it("by a second try, the first of which was declined", async () => {
      const { simulator, settled, shopper } = store()
      const { cartId, collectionId } = await cart()
      const first = await shopper.startPayment(collectionId, FIRST)
      await simulator.control.tegro.fail(first.data.reference)
      await settled()
      const second = await shopper.startPayment(collectionId, FIRST)
      const orderId = await completed(cartId)
      await pay(second.data.reference)
      await merchant.later(2, 2)
      expect(await merchant.isCanceled(orderId)).toBe(false)
      expect(await store().books(cartId)).toMatchObject(PAID)
    })

    it("by an entry that places orders after their payment", async () => {
      const { shopper, books } = store()
      const { cartId, collectionId } = await cart()
      await shopper.startPayment(collectionId, FIRST)
      await merchant.notify("pp_tegro_main")
      const second = await shopper.startPayment(collectionId, "pp_tegro_main")
      await pay(second.data.reference)
      const [orderId] = (await books(cartId)).orders
      await merchant.later(2, 2)
      expect(await merchant.isCanceled(orderId as string)).toBe(false)
      expect(await books(cartId)).toMatchObject(PAID)
    })

    it("in cash, after the gateway was down; its captured cash is not given back either", async () => {
      const { shopper, simulator } = store()
      await merchant.offer("rub", [FIRST, CASH])
      const { cartId, collectionId } = await cart()
      await simulator.control.faults.add({ gateway: "tegro", kind: "status", status: 502, times: 0 })
      expect((await shopper.choose(collectionId, FIRST)).status).toBeGreaterThanOrEqual(400)
      await simulator.control.faults.clear()
      await shopper.startPayment(collectionId, FIRST)
      await simulator.control.faults.add({ gateway: "tegro", kind: "status", status: 502, times: 0 })
      expect((await shopper.complete(cartId)).status).toBeGreaterThanOrEqual(400)
      const cash = await shopper.startPayment(collectionId, CASH, {})
      const orderId = await completed(cartId)
      await simulator.control.faults.clear()
      await merchant.later(2)
      expect(await merchant.isCanceled(orderId)).toBe(false)

      const paymentId = await merchant.paymentOf(cash.id)
      expect((await merchant.post(`/admin/payments/${paymentId}/capture`)).status).toBe(200)
      await merchant.later(2, 2)
      expect(await merchant.isCanceled(orderId)).toBe(false)
      expect(await merchant.refunds()).toEqual([])
    })

    it("by a credit that covers all of it", async () => {
      const { orderId } = await placed()
      const credit = { amount: 1490.5, reference: "gift-card", reference_id: "gift_1" }
      expect((await merchant.post(`/admin/orders/${orderId}/credit-lines`, credit)).status).toBe(200)
      await merchant.later(2, 2)
      expect(await merchant.isCanceled(orderId)).toBe(false)
    })
  })

  describe("while its payment may still come", () => {
    it("by a link that was opened a moment ago; and is canceled when that one is not paid either", async () => {
      const { shopper, container } = store()
      const { orderId, collectionId } = await placed()
      await age(container, 2)
      await shopper.startPayment(collectionId, FIRST)
      await merchant.sweeps()
      expect(await merchant.isCanceled(orderId)).toBe(false)
      await merchant.later(2)
      expect(await merchant.isCanceled(orderId)).toBe(true)
    })

    it("although the shopper had begun long before: its time counts from the order", async () => {
      const { shopper, container } = store()
      const { cartId, collectionId } = await cart()
      await shopper.startPayment(collectionId, FIRST)
      await age(container, 5)
      const orderId = await completed(cartId)
      await merchant.sweeps(2)
      expect(await merchant.isCanceled(orderId)).toBe(false)
      await merchant.later(2)
      expect(await merchant.isCanceled(orderId)).toBe(true)
    })

    it("for more than three days, if the merchant wants so; then it is canceled", async () => {
      await merchant.placingFirst(FIRST, 5 * 24, async () => {
        const { orderId } = await placed()
        await merchant.later(73, 2)
        await merchant.later(40)
        expect(await merchant.isCanceled(orderId)).toBe(false)
        await merchant.later(10)
        expect(await merchant.isCanceled(orderId)).toBe(true)
      })
    })

    it("when the payer says that it was sent, and the gateway is confirming; in the end a person is told", async () => {
      await merchant.placingFirst(TRANSFER, 1, async () => {
        const { orderId, session } = await placed(TRANSFER, "azn")
        await store().shopper.say("sent", session.id)
        await merchant.later(2)
        expect(await merchant.isCanceled(orderId)).toBe(false)
        await merchant.later(73, 2)
        expect(await merchant.isCanceled(orderId)).toBe(false)
        expect(await merchant.openProblems()).toEqual(["unconfirmed null"])
      })
    })

    it("when a part of it has come", async () => {
      const { simulator, settled } = store()
      await merchant.placingFirst(TRANSFER, 1, async () => {
        const { orderId, session } = await placed(TRANSFER, "azn")
        await simulator.control.m2cerber.transfer(session.data.reference, "499.99")
        await settled()
        await merchant.later(2)
        expect(await merchant.isCanceled(orderId)).toBe(false)
        expect(await merchant.openProblems()).toEqual(["underpaid 499.99"])
      })
    })

    it("when the money that has come waits for a person", async () => {
      const { simulator, settled } = store()
      const { orderId, session } = await placed()
      await simulator.control.tegro.pay(session.data.reference, { test: true })
      await settled()
      await merchant.later(2, 2)
      expect(await merchant.isCanceled(orderId)).toBe(false)
      expect(await merchant.openProblems()).toEqual(["test_payment 1490.50"])
    })
  })

  describe("while the gateway has not answered the last question", () => {
    const NO_ANSWERS = ["error_answer", "not_found_page", "challenge", "garbage", "status"] as const

    it.each(NO_ANSWERS)("but with what is no answer (Tegro, %s)", async (kind) => {
      const { simulator, books } = store()
      const { cartId, session, orderId } = await placed()
      await simulator.control.notifications.policy("tegro", { drop: true })
      await simulator.control.tegro.pay(session.data.reference)
      await simulator.control.faults.add({ gateway: "tegro", kind, times: 0 })
      await merchant.later(2, 2)
      expect(await merchant.isCanceled(orderId)).toBe(false)
      await simulator.control.faults.clear()
      await merchant.sweeps()
      expect(await books(cartId)).toMatchObject(PAID)
    })

    it.each(["error_answer", "not_found_page"] as const)(
      "but with what is no answer (m2cerber, %s)",
      async (kind) => {
        const { simulator, books } = store()
        await simulator.control.notifications.policy("m2cerber", { drop: true })
        await simulator.control.m2cerber.configure({ paidStatus: "confirm" })
        await merchant.placingFirst(TRANSFER, 1, async () => {
          const { cartId, session, orderId } = await placed(TRANSFER, "azn")
          await simulator.control.m2cerber.transfer(session.data.reference, "500")
          await simulator.control.faults.add({ gateway: "m2cerber", kind, times: 0 })
          await merchant.later(2, 2)
          expect(await merchant.isCanceled(orderId)).toBe(false)
          await simulator.control.faults.clear()
          await merchant.sweeps()
          expect(await books(cartId)).toMatchObject({ captured: "500.00", orderPaid: "500.00" })
        })
      },
    )
  })

  describe("when Medusa does not cancel it, since an edit of it is open", () => {
    /** The merchant begins an edit, and does not finish it. */
    const beingEdited = async () => {
      const { orderId } = await placed()
      expect((await merchant.post("/admin/order-edits", { order_id: orderId })).status).toBe(200)
      await merchant.later(2, 2)
      expect(await merchant.isCanceled(orderId)).toBe(false)
      expect(await merchant.openProblems()).toEqual([])
      await merchant.later(6, 2)
      expect(await merchant.openProblems()).toEqual(["order_not_canceled null"])
      return orderId
    }
    const dropEdit = (orderId: string) => merchant.remove(`/admin/order-edits/${orderId}`)

    it("which is told; it is canceled as soon as the edit is over", async () => {
      const orderId = await beingEdited()
      expect((await dropEdit(orderId)).status).toBe(200)
      await merchant.sweeps()
      expect(await merchant.isCanceled(orderId)).toBe(true)
      expect(await merchant.openProblems()).toEqual([])
    })

    it("which is told; and for good when a person says so", async () => {
      const orderId = await beingEdited()
      await merchant.resolved("order_not_canceled")
      expect((await dropEdit(orderId)).status).toBe(200)
      await merchant.later(24, 2)
      expect(await merchant.isCanceled(orderId)).toBe(false)
      expect(await merchant.openProblems()).toEqual([])
    })
  })

  it("which has lost its session in a second try that the gateway did not take, and is told in the end", async () => {
    const { simulator, shopper } = store()
    const { collectionId, orderId } = await placed()
    await simulator.control.faults.add({ gateway: "tegro", kind: "status", status: 502, times: 0 })
    expect((await shopper.choose(collectionId, FIRST)).status).toBeGreaterThanOrEqual(400)
    await simulator.control.faults.clear()
    await merchant.later(20, 2)
    expect(await merchant.isCanceled(orderId)).toBe(false)
    expect(await merchant.openProblems()).toEqual(["order_not_canceled null"])
    await merchant.cancel(orderId)
    await merchant.sweeps(2)
    expect(await merchant.openProblems()).toEqual([])
  })

  it("by a credit that covers a part of it, which is told in the end", async () => {
    const { orderId } = await placed()
    const credit = { amount: 490.5, reference: "gift-card", reference_id: "gift_1" }
    expect((await merchant.post(`/admin/orders/${orderId}/credit-lines`, credit)).status).toBe(200)
    await merchant.later(9, 2)
    expect(await merchant.isCanceled(orderId)).toBe(false)
    expect(await merchant.openProblems()).toEqual(["order_not_canceled null"])
  })

  it("but not because an edit has made it cheaper", async () => {
    const { orderId } = await placed()
    const { items } = await merchant.orders.retrieveOrder(orderId, { relations: ["items"] })
    const item = { quantity: 1, unit_price: 990 }
    await merchant.post("/admin/order-edits", { order_id: orderId })
    await merchant.post(`/admin/order-edits/${orderId}/items/item/${items?.[0]?.id}`, item)
    expect((await merchant.post(`/admin/order-edits/${orderId}/confirm`)).status).toBe(200)
    await merchant.later(2)
    expect(await merchant.isCanceled(orderId)).toBe(true)
  })

  it("but not because its cart is deleted", async () => {
    const { cartId, orderId } = await placed()
    await store().container.resolve("cart").softDeleteCarts([cartId])
    await merchant.later(2)
    expect(await merchant.isCanceled(orderId)).toBe(true)
  })

  it("but not because of a cancel of it that broke off before", async () => {
    const { orderId } = await placed()
    // Medusa's first step of it, as a process leaves it that dies then.
    await merchant.orders.createOrderChange({ order_id: orderId, change_type: "credit_line" })
    await merchant.later(2)
    expect(await merchant.isCanceled(orderId)).toBe(true)
  })

  it("when it is paid, and the link of its later edit is not", async () => {
    const { shopper, container } = store()
    const { cartId, orderId, session, collectionId } = await placed()
    await pay(session.data.reference)
    const { items } = await merchant.orders.retrieveOrder(orderId, { relations: ["items"] })
    await merchant.post("/admin/order-edits", { order_id: orderId })
    await merchant.post(`/admin/order-edits/${orderId}/items/item/${items?.[0]?.id}`, { quantity: 2 })
    expect((await merchant.post(`/admin/order-edits/${orderId}/confirm`)).status).toBe(200)
    const { data } = await container.resolve("query").graph({
      entity: "order_payment_collection",
      fields: ["payment_collection_id"],
      filters: { order_id: orderId },
    })
    const extra = data.map((row) => row.payment_collection_id).find((id) => id !== collectionId)
    const link = await shopper.startPayment(extra as string, FIRST)
    await merchant.later(2, 2)
    expect(await merchant.isCanceled(orderId)).toBe(false)
    expect(await store().books(cartId)).toMatchObject({ captured: "1490.50", orderPending: "1490.50" })

    // The difference may be paid after all.
    await pay(link.data.reference)
    expect(await merchant.openProblems()).toEqual([])
    expect(await store().books(cartId)).toMatchObject({ orderPaid: "2981.00", orderPending: "0.00" })
  })
})
