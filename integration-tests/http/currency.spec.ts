import { Modules } from "@medusajs/framework/utils"
import { Merchant } from "../support/merchant"
import { storeSuite } from "../support/store-suite"

/** The same number in another currency is another sum, wherever sums are compared. */
storeSuite("money of another currency than the cart's", (store) => {
  let merchant: Merchant
  beforeEach(() => {
    merchant = new Merchant(store())
  })
  afterEach(async () => expect(await merchant.unfoldedAttempts()).toEqual([]))

  /** A change of the region as a process leaves it that died before it came to the cart's payment. */
  const moveHalf = async (cartId: string) => {
    const { container, catalog } = store()
    const change = { currency_code: "eur", region_id: catalog.regions.eur }
    await container.resolve(Modules.CART).updateCarts(cartId, change)
  }
  const pay = async (reference: string) => {
    await store().simulator.control.tegro.pay(reference)
    await store().settled()
  }

  it("is not captured, and makes no order of that number", async () => {
    const { shopper, books } = store()
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    await moveHalf(cartId)
    await pay(session.data.reference)
    expect((await shopper.complete(cartId)).status).toBeGreaterThanOrEqual(400)
    await merchant.sweeps(2)
    expect(await merchant.openProblems()).toEqual(["orphan 1490.50"])
    expect(await books(cartId)).toMatchObject({ captures: 0, orders: [] })
  })

  it("does not pay an order whose total is finer than its currency either", async () => {
    const { shopper, books, catalog } = store()
    const { cartId, collectionId } = await shopper.fillCart("rub", 3, catalog.fractionalVariantId)
    const session = await shopper.startPayment(collectionId, "pp_tegro_main")
    await moveHalf(cartId)
    await pay(session.data.reference)
    await merchant.sweeps()
    expect(await merchant.openProblems()).toEqual(["orphan 10.00"])
    expect(await books(cartId)).toMatchObject({ captures: 0, orders: [] })
  })

  it("does not pay an order that was placed before it; the order is owed as before", async () => {
    const { shopper, books } = store()
    await merchant.notify("pp_tegro_first")
    const { cartId, collectionId } = await shopper.fillCart("rub")
    const session = await shopper.startPayment(collectionId, "pp_tegro_first")
    await moveHalf(cartId)
    const { body } = await shopper.complete(cartId)
    expect(body.order).toMatchObject({ currency_code: "eur" })
    await pay(session.data.reference)
    await merchant.later(2, 2)
    expect(await merchant.openProblems()).toEqual(["orphan 1490.50"])
    expect(await books(cartId)).toMatchObject({ captures: 0, orderPaid: "0.00" })
    expect(await merchant.isCanceled(body.order.id)).toBe(false)
  })

  it("that was captured makes no order after the cart has moved, and no other money is asked for beside it", async () => {
    const { shopper, books } = store()
    const { cartId, collectionId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    await merchant.offer("rub", ["pp_tegro_redirect"])
    await pay(session.data.reference)
    expect(await merchant.openProblems()).toEqual(["no_order 1490.50"])
    await moveHalf(cartId)
    await merchant.sweeps(2)
    expect(await merchant.openProblems()).toEqual(["no_order 1490.50"])
    const again = await shopper.choose(collectionId, "pp_tegro_main")
    expect([again.status, again.body.code]).toEqual([400, "already_paid"])
    expect(await books(cartId)).toMatchObject({ captures: 1, orders: [] })
  })
})
