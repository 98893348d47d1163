import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { delay } from "../support/delay"
import { failStatements } from "../support/failing-statements"
import { addHalf, placeHalf, takeHalf } from "../support/half-done"
import { Merchant } from "../support/merchant"
import type { Session } from "../support/shopper"
import { storeSuite } from "../support/store-suite"

/**
 * Medusa takes the money first and writes the order after. When that fails it takes back what it can: it asks for a
 * refund, and deletes the paid session. The shopper has paid for an order, so the money stays and the order comes.
 */
storeSuite("a paid cart whose completion fails", (store) => {
  let merchant: Merchant
  beforeEach(() => {
    merchant = new Merchant(store())
  })
  afterEach(() => jest.restoreAllMocks())
  afterEach(async () => expect(await merchant.unfoldedAttempts()).toEqual([]))

  /** Provider entries of the three ways to refund, with their currencies. */
  const MODES = [
    ["reject", "pp_tegro_main", "rub", "1490.50"],
    ["manual", "pp_tegro_manual", "rub", "1490.50"],
    ["payout", "pp_m2cerber_payouts", "azn", "500.00"],
  ] as const
  type Currency = (typeof MODES)[number][2]

  const pay = async ({ provider_id, data: { reference } }: Session) => {
    const { simulator, settled } = store()
    await (provider_id.includes("tegro")
      ? simulator.control.tegro.pay(reference)
      : simulator.control.m2cerber.transfer(reference, "500"))
    await settled()
  }
  const begun = async (provider: string, currency: Currency) => {
    await merchant.notify(provider)
    return store().shopper.checkOut(currency, provider)
  }
  /** Paid, and the database refuses the order until now. */
  const paidWithoutOrder = async (provider: string, currency: Currency, refused = /insert into "order" /) => {
    const checkout = await begun(provider, currency)
    const count = await failStatements(refused, Infinity, () => pay(checkout.session))
    expect(count).toBeGreaterThan(0)
    return checkout
  }
  /** As Medusa leaves one in a cart when another way to pay is chosen, since its provider cannot delete it. */
  const leaveSessionOf = async (providerId: string, cartId: string) => {
    const knex = store().container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    await knex.raw("insert into payment_provider (id, is_enabled) values (?, false) on conflict do nothing", [
      providerId,
    ])
    const { rowCount } = await knex.raw(
      `insert into payment_session (id, currency_code, amount, raw_amount, provider_id, data, status, payment_collection_id)
       select 'payses_gone_' || c.cart_id, p.currency_code, p.amount, p.raw_amount, ?, '{}', 'pending', p.id
       from payment_collection p join cart_payment_collection c on c.payment_collection_id = p.id where c.cart_id = ?`,
      [providerId, cartId],
    )
    expect(rowCount).toBe(1)
  }
  const payouts = async () => (await store().simulator.control.state()).m2cerber.payouts
  const nothingReturned = async () => {
    expect(await merchant.refunds()).toEqual([])
    expect(await payouts()).toEqual([])
    expect(await merchant.ledger.listPayouts({})).toEqual([])
  }
  const asOneOrder = (amount: string) => ({
    orders: [expect.any(String)],
    captures: 1,
    captured: amount,
    orderPaid: amount,
    orderPending: "0.00",
  })

  describe.each(MODES)('with refunds: "%s"', (_mode, provider, currency, amount) => {
    it("because of the database: is one problem of one sum, and becomes an order; nothing is returned", async () => {
      const { cartId, session } = await paidWithoutOrder(provider, currency)
      expect(await store().books(cartId)).toMatchObject({ orders: [], captures: 1, captured: amount })
      expect(await merchant.openProblems()).toEqual([`no_order ${amount}`])
      await nothingReturned()

      await merchant.sweeps(2)
      expect(await store().books(cartId)).toMatchObject(asOneOrder(amount))
      expect(await merchant.openProblems()).toEqual([])
      expect(await store().shopper.paymentStatus(session.id)).toMatchObject({ status: "paid" })
      await nothingReturned()
    })

    it("beside a session of a provider that is not registered any more: becomes an order all the same", async () => {
      const { cartId } = await paidWithoutOrder(provider, currency)
      await leaveSessionOf("pp_gone_main", cartId)
      await merchant.sweeps(2)
      expect(await store().books(cartId)).toMatchObject(asOneOrder(amount))
      expect(await merchant.openProblems()).toEqual([])
    })

    it("because it is sold out: becomes an order when the goods are there again", async () => {
      const { shopper, books, catalog, container } = store()
      const inventory = container.resolve(Modules.INVENTORY)
      // Medusa reserves while it does other things; one that fails first leaves its completion half done.
      delay(inventory, "createReservationItems", 1_000)
      await merchant.notify(provider)
      const carts = []
      for (let i = 0; i < 2; i++) {
        const { cartId, collectionId } = await shopper.fillCart(currency, 1, catalog.scarceVariantId)
        carts.push({ cartId, session: await shopper.startPayment(collectionId, provider) })
      }
      for (const { session } of carts) await pay(session)
      const [first, second] = carts as [(typeof carts)[0], (typeof carts)[0]]
      expect(await books(first.cartId)).toMatchObject(asOneOrder(amount))
      await merchant.sweeps(2)
      expect(await books(second.cartId)).toMatchObject({ orders: [], captured: amount })
      expect(await merchant.openProblems()).toEqual([`no_order ${amount}`])
      await nothingReturned()

      const [level] = await inventory.listInventoryLevels({})
      const { inventory_item_id, location_id } = level!
      await inventory.updateInventoryLevels([{ inventory_item_id, location_id, stocked_quantity: 5 }])
      await merchant.sweeps(2)
      expect(await books(second.cartId)).toMatchObject(asOneOrder(amount))
      expect(await inventory.listReservationItems({})).toHaveLength(2)
      expect(await merchant.openProblems()).toEqual([])
      await nothingReturned()
    })

    it("takes no second payment while the first is in hand", async () => {
      const { collectionId } = await paidWithoutOrder(provider, currency)
      const again = await store().shopper.choose(collectionId, provider)
      expect([again.status, again.body.code]).toEqual([400, "already_paid"])
      expect(await merchant.openProblems()).toEqual([`no_order ${amount}`])
    })
  })

  const STATEMENTS = [
    /insert into "order_line_item" /,
    /insert into "order_summary" /,
    /insert into "order_cart" /,
    /insert into "order_payment_collection" /,
    /insert into "order_transaction" /,
    /insert into "payment" /,
    /insert into "capture" /,
    /update "cart" set/,
    /update "payment_session" set/,
    /update "payment_collection" set/,
  ]
  it.each(STATEMENTS)("once, at %s: is one order, paid once", async (statement) => {
    const { cartId, session } = await begun("pp_m2cerber_payouts", "azn")
    await failStatements(statement, 1, () => pay(session))
    await merchant.sweeps(3)
    expect(await store().books(cartId)).toMatchObject(asOneOrder("500.00"))
    expect(await merchant.openProblems()).toEqual([])
    await nothingReturned()
  })

  const LINKS = [
    ["its payment", "order_payment_collection"],
    ["its cart", "order_cart"],
  ] as const
  it.each(LINKS)("and leaves an order without %s: is that order, and shows its payment", async (_, link) => {
    const { cartId, collectionId, session } = await begun("pp_m2cerber_payouts", "azn")
    const undone = 'delete from "order" |update "order" .*"?deleted_at"? ='
    await failStatements(new RegExp(`insert into "${link}" |${undone}`, "s"), Infinity, () => pay(session))
    await merchant.sweeps(2)

    expect(await store().books(cartId)).toMatchObject(asOneOrder("500.00"))
    expect(await merchant.openProblems()).toEqual([])
    const { data } = await store()
      .container.resolve("query")
      .graph({
        entity: "order",
        fields: ["cart.id", "payment_collections.id"],
      })
    expect(data).toMatchObject([{ cart: { id: cartId }, payment_collections: [{ id: collectionId }] }])
    await nothingReturned()
  })

  it("is an order at once when the shopper completes it, too", async () => {
    const { cartId } = await paidWithoutOrder("pp_tegro_main", "rub")
    await store().shopper.complete(cartId)
    await merchant.sweeps(2)
    expect(await store().books(cartId)).toMatchObject(asOneOrder("1490.50"))
    expect(await merchant.openProblems()).toEqual([])
  })

  it("and which is paid to another provider, too, is one order, and a person is told of our money", async () => {
    await merchant.offer("rub", ["pp_tegro_main", "pp_system_default"])
    const { cartId, collectionId } = await paidWithoutOrder("pp_tegro_main", "rub")
    const other = await store().shopper.startPayment(collectionId, "pp_system_default", {})
    expect((await store().shopper.complete(cartId)).status).toBe(200)
    const paymentId = await merchant.paymentOf(other.id)
    expect((await merchant.post(`/admin/payments/${paymentId}/capture`)).status).toBe(200)
    await merchant.sweeps(2)
    expect(await store().books(cartId)).toMatchObject({ orders: [expect.any(String)] })
    expect(await merchant.openProblems()).toEqual(["paid_twice 1490.50"])

    expect((await merchant.post(`/admin/payments/${paymentId}/refund`, { amount: 1490.5 })).status).toBe(200)
    await merchant.sweeps(2)
    expect(await merchant.openProblems()).toEqual([])
  })

  describe("and whose money was returned", () => {
    const returned = async () => {
      const checkout = await paidWithoutOrder("pp_tegro_manual", "rub")
      await merchant.returned("no_order")
      return checkout
    }

    it("is no order any more, whoever looks at it", async () => {
      const { cartId, session } = await returned()
      await merchant.sweeps(3)
      const { id } = await store().attempt(session.id)
      expect((await merchant.post(`/admin/payment-gateways/payments/${id}/check`)).status).toBe(200)
      expect(await store().books(cartId)).toMatchObject({ orders: [], captured: "1490.50" })
      expect(await merchant.openProblems()).toEqual([])
    })

    it("is no order by Medusa's own route either, though its session stands authorized", async () => {
      const { cartId, session } = await paidWithoutOrder("pp_tegro_manual", "rub")
      const payment_id = await merchant.paymentOf(session.id)
      const isThere = async () => (await merchant.payments.listPaymentSessions({ id: session.id })).length > 0
      await placeHalf(store().container, payment_id)
      expect(await isThere()).toBe(true)

      await merchant.returned("no_order")
      await merchant.sweeps()
      expect(await isThere()).toBe(false)
      expect((await store().shopper.complete(cartId)).status).toBe(400)
      expect(await store().books(cartId)).toMatchObject({ orders: [], captured: "1490.50" })
      expect(await merchant.openProblems()).toEqual([])
    })

    it("may be paid again, and its order shows that payment alone as paid", async () => {
      const { cartId, collectionId } = await returned()
      const second = await store().shopper.startPayment(collectionId, "pp_tegro_manual")
      await pay(second)
      await merchant.sweeps(2)
      expect(await merchant.openProblems()).toEqual([])
      expect(await store().books(cartId)).toMatchObject({
        orders: [expect.any(String)],
        orderPaid: "1490.50",
        orderPending: "0.00",
      })
    })

    it("because the cart had changed: is not captured when the cart is as it was before", async () => {
      const { cartId, session } = await begun("pp_tegro_main", "rub")
      await addHalf(store().container, cartId)
      await pay(session)
      expect(await merchant.openProblems()).toEqual(["orphan 1490.50"])
      await merchant.returned("orphan")
      await takeHalf(store().container, cartId)
      await merchant.sweeps(2)
      await store().shopper.complete(cartId)
      expect(await store().books(cartId)).toMatchObject({ orders: [], captures: 0 })
      expect(await merchant.openProblems()).toEqual([])
    })

    it("by a refund that somebody recorded: is no order, and may be paid again", async () => {
      const { cartId, collectionId, session } = await paidWithoutOrder("pp_tegro_manual", "rub")
      // Medusa's own route refunds orders only.
      const payment_id = await merchant.paymentOf(session.id)
      await merchant.payments.refundPayment({ payment_id, amount: 1490.5, created_by: "user_anna" })
      await merchant.sweeps(2)
      expect(await store().books(cartId)).toMatchObject({ orders: [] })
      expect(await merchant.openProblems()).toEqual(["refund_owed 1490.50"])

      const second = await store().shopper.startPayment(collectionId, "pp_tegro_manual")
      await pay(second)
      await merchant.sweeps(2)
      expect(await merchant.openProblems()).toEqual(["refund_owed 1490.50"])
      expect(await store().books(cartId)).toMatchObject({
        orders: [expect.any(String)],
        orderPaid: "1490.50",
        orderPending: "0.00",
      })
    })
  })
})
