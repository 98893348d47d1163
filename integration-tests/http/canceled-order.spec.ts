import type { IEventBusModuleService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { cancelOrder } from "../../src/medusa/steps/cancel-order"
import { eventually } from "../support/eventually"
import { Merchant } from "../support/merchant"
import { storeSuite } from "../support/store-suite"

/** Money of a canceled order is owed to the shopper, whoever canceled it, and whatever was heard of it. */
storeSuite("the money of a canceled order", (store) => {
  const FIRST = "pp_tegro_first"
  let merchant: Merchant
  beforeEach(() => {
    merchant = new Merchant(store())
  })
  afterEach(async () => expect(await merchant.unfoldedAttempts()).toEqual([]))

  const paidOrder = async (provider: string) => {
    const { shopper, simulator, settled, books } = store()
    await merchant.notify(provider)
    const checkout = await shopper.checkOut("rub", provider)
    await simulator.control.tegro.pay(checkout.session.data.reference)
    await settled()
    const [orderId] = (await books(checkout.cartId)).orders
    return { ...checkout, orderId: orderId as string }
  }
  const placedFirst = async (notifyUrl: string) => {
    const { shopper, simulator, shopId } = store()
    await simulator.control.tegro.configureShop(shopId, { notifyUrl })
    const { cartId, collectionId } = await shopper.fillCart("rub")
    const session = await shopper.startPayment(collectionId, FIRST)
    const orderId = (await shopper.complete(cartId)).body.order.id as string
    return { cartId, session, orderId }
  }
  /** As when the process is killed before its events have left. */
  const withoutEvents = async (work: () => Promise<unknown>) => {
    const bus = store().container.resolve<IEventBusModuleService>(Modules.EVENT_BUS)
    const lost = (["emit", "releaseGroupedEvents"] as const).map((name) =>
      jest.spyOn(bus, name).mockResolvedValue(undefined),
    )
    try {
      await work()
    } finally {
      for (const spy of lost) spy.mockRestore()
    }
  }

  it("is owed although the event of the cancellation was lost", async () => {
    const { orderId } = await paidOrder("pp_tegro_main")
    await withoutEvents(() => merchant.cancel(orderId))
    expect(await merchant.isCanceled(orderId)).toBe(true)
    expect(await merchant.openProblems()).toEqual([])
    await merchant.sweeps()
    expect(await merchant.openProblems()).toEqual(["refund_owed 1490.50"])
  })

  it("is owed where refunds are refused, and no refund is on Medusa's record", async () => {
    const { orderId } = await paidOrder("pp_tegro_main")
    await merchant.cancel(orderId)
    await merchant.sweeps()
    expect(await merchant.isCanceled(orderId)).toBe(true)
    expect(await merchant.refunds()).toEqual([])
    expect(await merchant.openProblems()).toEqual(["refund_owed 1490.50"])
  })

  it("is owed although the event was lost weeks after the order was paid", async () => {
    const { orderId } = await paidOrder("pp_tegro_main")
    await merchant.later(24 * 20, 2)
    await withoutEvents(() => merchant.cancel(orderId))
    await merchant.later(24 * 20)
    expect(await merchant.openProblems()).toEqual(["refund_owed 1490.50"])
  })

  it("is owed no more when a person has returned it, however often it is looked at", async () => {
    const { orderId, session } = await paidOrder("pp_tegro_main")
    await merchant.cancel(orderId)
    await store().settled()
    await merchant.returned("refund_owed")
    await merchant.sweeps(2)
    const { id } = await store().attempt(session.id)
    expect((await merchant.post(`/admin/payment-gateways/payments/${id}/check`)).status).toBe(200)
    expect(await merchant.openProblems()).toEqual([])
  })

  it("is not captured when it comes late, by Medusa's own hook too", async () => {
    const { medusaUrl, simulator, books } = store()
    const { cartId, session, orderId } = await placedFirst(`${medusaUrl}/hooks/payment/tegro_first`)
    await merchant.cancel(orderId)
    await simulator.control.notifications.policy("tegro", { encoding: "urlencoded" })
    await simulator.control.tegro.pay(session.data.reference)
    const told = await eventually(
      () => merchant.openProblems(),
      ({ length }) => length > 0,
    )
    expect(told).toEqual(["paid_late 1490.50"])
    await merchant.later(73, 2)
    expect(await merchant.openProblems()).toEqual(["paid_late 1490.50"])
    expect(await books(cartId)).toMatchObject({ captures: 0 })
  })

  it("is owed when the order is canceled in the moment in which it is captured", async () => {
    const { simulator, settled, books, hookUrl } = store()
    const { cartId, session, orderId } = await placedFirst(hookUrl("tegro_first"))
    const { payments } = merchant
    const authorize = payments.authorizePaymentSession.bind(payments)
    const spy = jest.spyOn(payments, "authorizePaymentSession").mockImplementationOnce(async (...args) => {
      await withoutEvents(() => merchant.cancel(orderId))
      return authorize(...args)
    })
    await simulator.control.tegro.pay(session.data.reference)
    await settled()
    expect(spy).toHaveBeenCalled()
    spy.mockRestore()
    await merchant.sweeps(2)
    expect(await merchant.isCanceled(orderId)).toBe(true)
    const { captured } = await books(cartId)
    const kind = captured === "0.00" ? "paid_late" : "refund_owed"
    expect(await merchant.openProblems()).toEqual([`${kind} 1490.50`])
  })

  it("is kept, and told, when it was paid in the moment in which its order was canceled as unpaid", async () => {
    const { shopper, simulator, settled, books, container } = store()
    const { cartId, session } = await shopper.checkOut("azn", "pp_m2cerber_payouts")
    await simulator.control.m2cerber.transfer(session.data.reference, "500")
    await settled()
    const [orderId] = (await books(cartId)).orders
    // What the sweep does when an admin authorizes after its last look, and before Medusa's.
    await withoutEvents(() => cancelOrder(container, orderId as string))
    await merchant.sweeps(2)
    expect(await merchant.isCanceled(orderId as string)).toBe(true)
    expect(await merchant.refunds()).toEqual([])
    expect(await merchant.ledger.listPayouts({})).toEqual([])
    expect(await merchant.openProblems()).toEqual(["refund_owed 500.00"])
  })

  it("is told when the order was deleted altogether, and no second order is made of it", async () => {
    const { cartId, orderId } = await paidOrder("pp_tegro_main")
    await merchant.sweeps()
    await merchant.orders.deleteOrders([orderId])
    await merchant.later(7, 2)
    expect(await merchant.orders.listOrders({})).toEqual([])
    expect(await store().books(cartId)).toMatchObject({ captures: 1, captured: "1490.50" })
    expect(await merchant.openProblems()).toEqual(["no_order 1490.50"])
  })

  describe("of which a part was refunded before", () => {
    it("is owed without the part that has gone back", async () => {
      const { orderId, session } = await paidOrder("pp_tegro_manual")
      await merchant.refund(session, 490.5)
      expect(await merchant.openProblems()).toEqual(["refund_owed 490.50"])
      await merchant.returned("refund_owed")
      await merchant.cancel(orderId)
      await merchant.sweeps(2)
      expect(await merchant.refunds()).toEqual([490.5, 1000])
      expect(await merchant.openProblems()).toEqual(["refund_owed 1000.00"])
    })

    it("is owed as a whole, in two sums, when neither has gone back", async () => {
      const { orderId, session } = await paidOrder("pp_tegro_manual")
      await merchant.refund(session, 490.5)
      await withoutEvents(() => merchant.cancel(orderId))
      await merchant.sweeps(2)
      expect(await merchant.openProblems()).toEqual(["refund_owed 1000.00", "refund_owed 490.50"])
    })
  })
})
