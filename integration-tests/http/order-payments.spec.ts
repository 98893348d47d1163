import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { Merchant } from "../support/merchant"
import { storeSuite } from "../support/store-suite"

/** Orders that are paid without a cart: by a link that the merchant sends. */
storeSuite("an order that is there already", (store) => {
  let merchant: Merchant
  beforeEach(() => {
    merchant = new Merchant(store())
  })
  afterEach(async () => expect(await merchant.unfoldedAttempts()).toEqual([]))

  const query = () => store().container.resolve(ContainerRegistrationKeys.QUERY)
  const orderOf = async (id: string) => {
    const fields = ["summary.*", "total", "payment_collections.*", "items.id"]
    const { data } = await query().graph({ entity: "order", fields, filters: { id } })
    const {
      summary,
      payment_collections = [],
      items,
    } = data[0] as unknown as {
      summary: { paid_total: number; pending_difference: number }
      payment_collections: { id: string; status: string; amount: number }[]
      items: { id: string }[]
    }
    return {
      paid: Number(summary.paid_total),
      pending: Number(summary.pending_difference),
      payment_collections,
      items,
    }
  }
  const ok = async (sent: ReturnType<Merchant["post"]>) => {
    const { status, body } = await sent
    expect([status, body.message]).toEqual([200, undefined])
    return body
  }
  const open = (collections: { id: string; status: string }[]) =>
    collections.find(({ status }) => status === "not_paid")!.id

  /** The shopper opens the link, chooses a way to pay, and pays. */
  const payBy = async (collectionId: string, provider: string) => {
    const { shopper, simulator, settled } = store()
    const session = await shopper.startPayment(collectionId, provider)
    const waiting = await shopper.paymentStatus(session.id)
    if (provider.includes("tegro")) await simulator.control.tegro.pay(session.data.reference)
    else await simulator.control.m2cerber.transfer(session.data.reference, session.data.amount as string)
    await settled()
    await merchant.sweeps()
    return { session, waiting, paid: await shopper.paymentStatus(session.id) }
  }

  it.each(["pp_tegro_main", "pp_tegro_first"])(
    "gets the difference of an edit paid by %s",
    async (provider) => {
      const { shopper, simulator, settled, books } = store()
      const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
      await simulator.control.tegro.pay(session.data.reference)
      await settled()
      const orderId = (await books(cartId)).orders[0]!
      const { items } = await orderOf(orderId)
      await ok(merchant.post("/admin/order-edits", { order_id: orderId }))
      await ok(merchant.post(`/admin/order-edits/${orderId}/items/item/${items[0]!.id}`, { quantity: 2 }))
      await ok(merchant.post(`/admin/order-edits/${orderId}/confirm`))
      const { payment_collections } = await orderOf(orderId)

      await merchant.notify(provider)
      const { waiting, paid } = await payBy(open(payment_collections), provider)
      expect(waiting).toMatchObject({
        status: "awaiting",
        order_id: orderId,
        cart_id: null,
        superseded: false,
      })
      expect(waiting.next).toMatchObject({ type: "redirect" })
      expect(paid).toMatchObject({ status: "paid", order_id: orderId, poll_after_ms: null })
      expect(await orderOf(orderId)).toMatchObject({ paid: 2981, pending: 0 })
      expect(await merchant.openProblems()).toEqual([])
    },
  )

  it.each([
    ["rub", "pp_tegro_main", 1490.5],
    ["azn", "pp_m2cerber_main", 500],
  ] as const)(
    "that was a draft is paid by the dashboard's payment link (%s by %s)",
    async (currency, provider, sum) => {
      const { catalog } = store()
      const { draft_order } = await ok(
        merchant.post("/admin/draft-orders", {
          region_id: catalog.regions[currency],
          sales_channel_id: catalog.salesChannelId,
          email: "guest@example.com",
          items: [{ variant_id: catalog.variantId, quantity: 1 }],
        }),
      )
      const { order } = await ok(merchant.post(`/admin/draft-orders/${draft_order.id}/convert-to-order`))
      const { payment_collection } = await ok(
        merchant.post("/admin/payment-collections", { order_id: order.id, amount: sum }),
      )

      await merchant.notify("pp_tegro_main")
      const { paid } = await payBy(payment_collection.id, provider)
      expect(paid).toMatchObject({ status: "paid", order_id: order.id, poll_after_ms: null })
      expect(await orderOf(order.id)).toMatchObject({ paid: sum, pending: 0 })
      expect(await merchant.openProblems()).toEqual([])
    },
  )

  /** An order that was a draft, and the link that the merchant sends for it. */
  const drafted = async () => {
    const { catalog } = store()
    const { draft_order } = await ok(
      merchant.post("/admin/draft-orders", {
        region_id: catalog.regions.rub,
        sales_channel_id: catalog.salesChannelId,
        email: "guest@example.com",
        items: [{ variant_id: catalog.variantId, quantity: 1 }],
      }),
    )
    const { order } = await ok(merchant.post(`/admin/draft-orders/${draft_order.id}/convert-to-order`))
    const { payment_collection } = await ok(
      merchant.post("/admin/payment-collections", { order_id: order.id, amount: 1490.5 }),
    )
    return { order, payment_collection }
  }

  it("that was a draft is not canceled as unpaid, however soon its link was opened: no cart placed it", async () => {
    const { order, payment_collection } = await drafted()
    const session = await store().shopper.startPayment(payment_collection.id, "pp_tegro_first")
    await merchant.later(2, 2)
    expect(await merchant.isCanceled(order.id)).toBe(false)
    await store().simulator.control.tegro.pay(session.data.reference)
    await merchant.later(2, 2)
    expect(await orderOf(order.id)).toMatchObject({ paid: 1490.5, pending: 0 })
    expect(await merchant.openProblems()).toEqual([])
  })

  it("that is canceled while its link is open asks for nothing any more", async () => {
    const { shopper, simulator } = store()
    const { order, payment_collection } = await drafted()
    const session = await shopper.startPayment(payment_collection.id, "pp_tegro_main")
    await merchant.cancel(order.id)
    expect(await shopper.paymentStatus(session.id)).toMatchObject({
      ...{ order_canceled: true, next: null, poll_after_ms: null },
    })
    const again = await shopper.choose(payment_collection.id, "pp_tegro_main")
    expect([again.status, again.body.code]).toEqual([400, "order_canceled"])
    expect((await simulator.control.state()).tegro.orders).toHaveLength(1)
  })
})
