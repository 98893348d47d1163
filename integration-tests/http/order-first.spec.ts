import { Modules } from "@medusajs/framework/utils"
import request from "supertest"
import { settlePaymentWorkflow, sweep } from "../../src/workflows"
import { adminAuthorization } from "../support/admin"
import { age, makeDue } from "../support/clockwork"
import { addHalf } from "../support/half-done"
import { storeSuite } from "../support/store-suite"

storeSuite("an order that is placed before its payment", (store) => {
  const PROVIDER = "pp_tegro_first"

  const reserved = async () =>
    (await store().container.resolve(Modules.INVENTORY).listReservationItems({})).length

  const placed = async ({ inPlenty = false, changedHalf = false } = {}) => {
    const running = store()
    await running.simulator.control.tegro.configureShop(running.shopId, {
      notifyUrl: running.hookUrl("tegro_first"),
    })
    const { scarceVariantId, variantId } = running.catalog
    const variant = inPlenty ? variantId : scarceVariantId
    const { cartId, collectionId } = await running.shopper.fillCart("rub", 1, variant)
    const session = await running.shopper.startPayment(collectionId, PROVIDER)
    if (changedHalf) await addHalf(running.container, cartId)
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

  it("keeps the money for a person when the order costs another sum than was asked", async () => {
    const { cartId, session, simulator, settled, books, problems } = await placed({
      inPlenty: true,
      changedHalf: true,
    })
    await simulator.control.tegro.pay(session.data.reference)
    await settled()
    expect(await problems(session.id)).toEqual(["orphan: open"])
    expect(await books(cartId)).toMatchObject({ captures: 0, orderPaid: "0.00", orderPending: "2981.00" })
  })

  describe("and is edited by the merchant", () => {
    /** Two pieces instead of one, as an admin does it. */
    const edit = async (orderId: string) => {
      const { container, medusaUrl } = store()
      const authorization = await adminAuthorization(container)
      const post = async (path: string, body: object = {}) =>
        (await request(medusaUrl).post(path).set("authorization", authorization).send(body).expect(200)).body
      await post("/admin/order-edits", { order_id: orderId })
      const { items } = await container
        .resolve(Modules.ORDER)
        .retrieveOrder(orderId, { relations: ["items"] })
      await post(`/admin/order-edits/${orderId}/items/item/${items![0]!.id}`, { quantity: 2 })
      await post(`/admin/order-edits/${orderId}/confirm`)
    }

    it("takes the money that was asked before, and shows the rest as outstanding", async () => {
      const { cartId, orderId, session, simulator, settled, books, problems } = await placed({
        inPlenty: true,
      })
      await edit(orderId)
      await simulator.control.tegro.pay(session.data.reference)
      await settled()
      expect(await problems(session.id)).toEqual([])
      expect(await books(cartId)).toMatchObject({
        captured: "1490.50",
        orderPaid: "1490.50",
        orderPending: "1490.50",
      })
    })

    it("is no problem after it was paid, however often the payment is looked at", async () => {
      const { cartId, orderId, session, simulator, settled, books, problems, container } = await placed({
        inPlenty: true,
      })
      await simulator.control.tegro.pay(session.data.reference)
      await settled()
      await edit(orderId)
      const input = { provider_id: PROVIDER, reference: session.data.reference }
      await settlePaymentWorkflow(container).run({ input })
      expect(await problems(session.id)).toEqual([])
      expect(await books(cartId)).toMatchObject({ captures: 1, orderPending: "1490.50" })
    })
  })
})
