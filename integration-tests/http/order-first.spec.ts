import { Modules } from "@medusajs/framework/utils"
import { sweep } from "../../src/workflows"
import { age, makeDue } from "../support/clockwork"
import { storeSuite } from "../support/store-suite"

storeSuite("an order that is placed before its payment", (store) => {
  const PROVIDER = "pp_tegro_first"

  const reserved = async () =>
    (await store().container.resolve(Modules.INVENTORY).listReservationItems({})).length

  const placed = async () => {
    const running = store()
    await running.simulator.control.tegro.configureShop(running.shopId, {
      notifyUrl: running.hookUrl("tegro_first"),
    })
    const { cartId, collectionId } = await running.shopper.fillCart("rub", 1, running.catalog.scarceVariantId)
    const session = await running.shopper.startPayment(collectionId, PROVIDER)
    const completed = await running.shopper.complete(cartId)
    expect(completed.body).toMatchObject({ type: "order" })
    return { ...running, cartId, session, orderId: completed.body.order.id as string }
  }

  it("holds the stock, shows nothing as paid, and gets its money with the right totals when it comes", async () => {
    const { cartId, session, simulator, settled, books, shopper, catalog } = await placed()
    expect(await books(cartId)).toMatchObject({
      orders: [expect.any(String)],
      captures: 0,
      orderPaid: "0.00",
    })
    expect(await reserved()).toBe(1)
    // The last piece is taken.
    const other = await shopper.post("/store/carts", {
      region_id: catalog.regions.rub,
      items: [{ variant_id: catalog.scarceVariantId, quantity: 1 }],
    })
    expect(other.status).toBe(400)

    await simulator.control.tegro.pay(session.data.reference)
    await settled()
    expect(await books(cartId)).toMatchObject({
      captured: "1490.50",
      captures: 1,
      payments: 1,
      orderPaid: "1490.50",
      orderPending: "0.00",
    })
    expect(await shopper.paymentStatus(session.id)).toMatchObject({ status: "paid" })
  })

  it("is canceled when nobody pays in time, after a last question to the gateway; its stock is free again", async () => {
    const { cartId, orderId, simulator, books, container } = await placed()
    await age(container, 2)
    await makeDue(container)
    await sweep(container)
    const order = await container.resolve(Modules.ORDER).retrieveOrder(orderId)
    expect(order.canceled_at).not.toBeNull()
    expect(await reserved()).toBe(0)
    expect(await books(cartId)).toMatchObject({ captures: 0 })
    expect((await simulator.control.state()).calls.map(({ call }) => call)).toContain("order")
  })

  it("is not canceled when the last question finds the money", async () => {
    const { cartId, orderId, session, simulator, books, container } = await placed()
    await simulator.control.notifications.policy("tegro", { drop: true })
    await simulator.control.tegro.pay(session.data.reference)
    await age(container, 2)
    await makeDue(container)
    await sweep(container)
    expect((await container.resolve(Modules.ORDER).retrieveOrder(orderId)).canceled_at).toBeNull()
    expect(await books(cartId)).toMatchObject({ captured: "1490.50", orderPaid: "1490.50" })
  })

  it("is not canceled while the gateway cannot be asked", async () => {
    const { orderId, simulator, container } = await placed()
    await simulator.control.faults.add({ gateway: "tegro", kind: "status", status: 500, times: 0 })
    await age(container, 2)
    await makeDue(container)
    await sweep(container)
    expect((await container.resolve(Modules.ORDER).retrieveOrder(orderId)).canceled_at).toBeNull()
  })

  it("that was canceled unpaid keeps late money for a person", async () => {
    const { cartId, session, simulator, settled, books, problems, container } = await placed()
    await age(container, 2)
    await makeDue(container)
    await sweep(container)
    await simulator.control.tegro.pay(session.data.reference)
    await settled()
    expect(await problems(session.id)).toEqual(["paid_late: open"])
    expect(await books(cartId)).toMatchObject({ captures: 0 })
  })
})
