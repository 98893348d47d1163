import type { FaultRule } from "../../src/simulator"
import { Kassa } from "../support/kassa"
import { Merchant } from "../support/merchant"
import type { Session } from "../support/shopper"
import { storeSuite } from "../support/store-suite"

const HOLD = "pp_yookassa_hold"
const DAY = 86_400_000

storeSuite("money that is held", (store) => {
  let merchant: Merchant
  let kassa: Kassa
  beforeEach(async () => {
    merchant = new Merchant(store())
    kassa = new Kassa(store(), merchant)
    await kassa.configure({ notifyUrl: store().hookUrl("yookassa_hold") })
  })
  afterEach(async () => expect(await merchant.unfoldedAttempts()).toEqual([]))

  const atGateway = async ({ data }: Session) => {
    const { payments } = (await store().simulator.control.state()).yookassa
    return payments.find(({ metadata }) => metadata.reference === data.reference)!
  }
  const heldOrder = () => kassa.order(HOLD)

  const HELD = { captures: 0, orderPaid: "0.00", orderPending: "1490.50" }

  it("places the order, and is taken when the merchant captures it", async () => {
    const { books, attempt, shopper, settled } = store()
    const { cartId, session, orderId } = await heldOrder()
    expect(orderId).toBeDefined()
    expect(await books(cartId)).toMatchObject(HELD)
    expect(await atGateway(session)).toMatchObject({ status: "waiting_for_capture", capture: false })
    expect(await attempt(session.id)).toMatchObject({ status: "authorized", held_for: null })
    expect(await shopper.paymentStatus(session.id)).toMatchObject({ order_id: orderId })

    expect((await merchant.capture(session)).status).toBe(200)
    await settled()
    await merchant.sweeps()
    expect(await atGateway(session)).toMatchObject({ status: "succeeded" })
    expect(await books(cartId)).toMatchObject({ captured: "1490.50", captures: 1, orderPaid: "1490.50" })
    expect(await attempt(session.id)).toMatchObject({ status: "paid" })
    expect(await kassa.operations(session)).toEqual(["capture 1490.50 done"])
    expect(await merchant.openProblems()).toEqual([])
  })

  it.each(["captured", "original"] as const)(
    "is taken in part once, whatever sum the gateway shows then (%s)",
    async (partialAmount) => {
      const { books, settled } = store()
      await kassa.configure({ partialAmount })
      const { cartId, session } = await heldOrder()
      expect((await merchant.capture(session, 1000)).status).toBe(200)
      await settled()
      await merchant.sweeps(2)
      const taken = { captured: "1000.00", captures: 1, orderPaid: "1000.00", orderPending: "490.50" }
      expect(await books(cartId)).toMatchObject(taken)

      const again = await merchant.capture(session, 490.5)
      expect(again.status).toBeGreaterThanOrEqual(400)
      expect(again.body).toMatchObject({ code: "hold_captured" })
      await merchant.sweeps(2)
      expect(await books(cartId)).toMatchObject(taken)
      expect(await kassa.operations(session)).toEqual(["capture 1000.00 done"])
      expect(await merchant.openProblems()).toEqual([])
    },
  )

  it("of an order takes no second payment beside it, by whichever of our entries", async () => {
    const { shopper, books } = store()
    const { cartId, collectionId, session } = await heldOrder()
    for (const provider of [HOLD, "pp_tegro_main"]) {
      const again = await shopper.choose(collectionId, provider)
      expect([again.status, again.body.code]).toEqual([400, "already_paid"])
    }
    expect((await merchant.capture(session)).status).toBe(200)
    await merchant.sweeps(2)
    expect(await books(cartId)).toMatchObject({ captured: "1490.50", captures: 1, orderPaid: "1490.50" })
    expect(await merchant.openProblems()).toEqual([])
  })

  it("goes back when the order is canceled", async () => {
    const { books, settled } = store()
    const { cartId, session, orderId } = await heldOrder()
    expect((await merchant.cancel(orderId)).status).toBe(200)
    await settled()
    await merchant.sweeps()
    expect(await atGateway(session)).toMatchObject({ status: "canceled" })
    expect(await kassa.operations(session)).toEqual(["void 1490.50 done"])
    expect(await books(cartId)).toMatchObject({ captures: 0 })
    expect(await merchant.openProblems()).toEqual([])
    const late = await merchant.capture(session)
    expect(late.status).toBeGreaterThanOrEqual(400)
    expect(await atGateway(session)).toMatchObject({ status: "canceled" })
  })

  it("goes back when the order is canceled, though every answer is lost", async () => {
    const { settled } = store()
    const { session, orderId } = await heldOrder()
    await kassa.fault({ call: "cancelPayment", kind: "reset_after_success", times: 3 })
    expect((await merchant.cancel(orderId)).status).toBe(200)
    await settled()
    await merchant.sweeps(3)
    expect(await atGateway(session)).toMatchObject({ status: "canceled" })
    expect(await kassa.operations(session)).toEqual(["void 1490.50 done"])
    expect(await merchant.openProblems()).toEqual([])
  })

  it.each<[string, Omit<FaultRule, "gateway">]>([
    ["a lost answer", { call: "capturePayment", kind: "reset_after_success", times: 3 }],
    ["a 500 after the effect", { call: "capturePayment", kind: "error_after_success", times: 3 }],
    ["a 500 before it", { call: "capturePayment", kind: "status", status: 500, times: 3 }],
    ["silence", { call: "capturePayment", kind: "timeout_after_success", times: 3 }],
    ["garbage", { call: "capturePayment", kind: "garbage", times: 3 }],
  ])("is taken once by a capture that ends in %s, and the merchant may press again", async (_what, rule) => {
    const { books, settled } = store()
    const { cartId, session } = await heldOrder()
    await kassa.fault(rule)
    const first = await merchant.capture(session, 1000)
    expect(first.status === 200 || first.body.code === "operation_unclear").toBe(true)
    const other = await merchant.capture(session, 700)
    expect(other.status).toBeGreaterThanOrEqual(400)
    await store().simulator.control.faults.clear()
    await merchant.capture(session, 1000)
    await settled()
    await merchant.sweeps(3)
    expect(await books(cartId)).toMatchObject({ captured: "1000.00", captures: 1, orderPaid: "1000.00" })
    expect(await kassa.operations(session)).toEqual(["capture 1000.00 done"])
    expect(await merchant.openProblems()).toEqual([])
  })

  it("is recorded by Medusa when the answer to its capture was lost, and nobody presses again", async () => {
    const { books, settled } = store()
    const { cartId, session } = await heldOrder()
    await kassa.fault({ call: "capturePayment", kind: "reset_after_success", times: 3 })
    await merchant.capture(session)
    await settled()
    await merchant.sweeps(3)
    expect(await books(cartId)).toMatchObject({ captured: "1490.50", captures: 1, orderPaid: "1490.50" })
    expect(await kassa.operations(session)).toEqual(["capture 1490.50 done"])
  })

  it("is taken in the gateway's cabinet, and Medusa records it", async () => {
    const { books, settled } = store()
    const { cartId, session } = await heldOrder()
    await kassa.control.capture(session.data.reference, "900.00")
    await settled()
    await merchant.sweeps(2)
    expect(await books(cartId)).toMatchObject({ captured: "900.00", captures: 1, orderPaid: "900.00" })
    expect(await merchant.openProblems()).toEqual([])
  })

  it("is given up in the gateway's cabinet: a person is told, and nothing can be captured", async () => {
    const { settled } = store()
    const { session, orderId } = await heldOrder()
    await kassa.control.cancel(session.data.reference)
    await settled()
    await merchant.sweeps()
    expect(await merchant.openProblems()).toEqual(["hold_expired 1490.50"])
    expect((await merchant.capture(session)).body).toMatchObject({ code: "hold_ended" })
    await merchant.cancel(orderId)
    await settled()
    await merchant.sweeps()
    expect(await merchant.openProblems()).toEqual([])
  })

  it("is told before it ends, and when it has ended", async () => {
    const { simulator, books } = store()
    const { cartId } = await heldOrder()
    const now = Date.now.bind(Date)
    const clock = jest.spyOn(Date, "now")
    let passed = 0
    const after = async (days: number) => {
      clock.mockImplementation(() => now() + days * DAY)
      await simulator.control.clock.advance((days - passed) * DAY)
      passed = days
      await merchant.sweeps()
      return merchant.openProblems()
    }
    try {
      expect(await after(4.5)).toEqual([])
      expect(await after(5.5)).toEqual(["hold_expiring 1490.50"])
      expect(await after(7.5)).toEqual(["hold_expired 1490.50"])
    } finally {
      clock.mockRestore()
    }
    expect(await books(cartId)).toMatchObject({ captures: 0, orders: [expect.any(String)] })
  })

  it("for a cart that was changed meanwhile goes back, and makes no order", async () => {
    const { shopper, books, settled } = store()
    const { cartId, collectionId, session } = await shopper.checkOut("rub", HOLD)
    await shopper.startPayment(collectionId, "pp_tegro_main")
    await kassa.control.pay(session.data.reference)
    await settled()
    await merchant.sweeps(2)
    expect(await books(cartId)).toMatchObject({ orders: [], captures: 0 })
    expect(await atGateway(session)).toMatchObject({ status: "canceled" })
    expect(await merchant.openProblems()).toEqual([])
  })

  it("for an order that was placed before belongs to it, and may be captured", async () => {
    const { shopper, books, settled, hookUrl } = store()
    await kassa.configure({ notifyUrl: hookUrl("yookassa_holdfirst") })
    const { cartId, session } = await shopper.checkOut("rub", "pp_yookassa_holdfirst")
    await shopper.complete(cartId)
    await kassa.control.pay(session.data.reference)
    await settled()
    await merchant.sweeps()
    expect(await books(cartId)).toMatchObject({ orders: [expect.any(String)], captures: 0, payments: 1 })
    await merchant.later(3)
    expect(await books(cartId)).toMatchObject({ orders: [expect.any(String)], payments: 1 })
    expect((await merchant.capture(session)).status).toBe(200)
    await settled()
    expect(await books(cartId)).toMatchObject({ captured: "1490.50", captures: 1, orderPaid: "1490.50" })
    expect(await merchant.openProblems()).toEqual([])
  })
})
