import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { inbox, mayAskAgain } from "../support/clockwork"
import { Merchant } from "../support/merchant"
import { storeSuite } from "../support/store-suite"

/** What a gateway says counts for what it is: a payer's word is no money, an error is no answer, a sum is a sum once. */
storeSuite("what a gateway answers", (store) => {
  const TRANSFER = "pp_m2cerber_main"
  let merchant: Merchant
  beforeEach(() => {
    merchant = new Merchant(store())
  })
  afterEach(async () => expect(await merchant.unfoldedAttempts()).toEqual([]))

  const states = async () => (await inbox(store().container)).map(({ state }) => state)
  /** The first genuine "paid" came so many minutes earlier than it did. */
  const claimedEarlier = async (minutes: number) => {
    const knex = store().container.resolve(ContainerRegistrationKeys.PG_CONNECTION) as unknown as Knex
    const earlier = knex.raw("claimed_at - ? * interval '1 minute'", [minutes])
    await knex("payment_attempt").update({ claimed_at: earlier })
  }

  describe("of a transfer between wallets", () => {
    /** A genuine webhook of m2cerber about a payment. */
    const webhook = async (reference: string, confirm_sum: string) => {
      const { simulator, settled } = store()
      const { m2cerber } = await simulator.control.state()
      const { callbackUrl: url } = m2cerber.payments.find(({ paymentId }) => paymentId === reference)!
      const fields = { status: "confirm", payment_id: reference, confirm_sum }
      await simulator.control.notifications.forge("m2cerber", { url, fields, sign: "valid" })
      await settled()
    }

    it('"accept", which may be the payer\'s word alone, is never taken for money, and ends with a person', async () => {
      const { shopper, simulator, books, container } = store()
      await simulator.control.m2cerber.configure({ claimedStatus: "accept" })
      const { cartId, session } = await shopper.checkOut("azn", TRANSFER)
      await shopper.say("sent", session.id)
      await merchant.sweeps(2)
      await merchant.later(80, 2)
      await mayAskAgain(container)
      await shopper.paymentStatus(session.id)
      await shopper.complete(cartId)
      expect(await books(cartId)).toMatchObject({ captures: 0, orders: [] })
      expect(await merchant.openProblems()).toEqual(["unconfirmed null"])
    })

    it('all of it came and its webhook was lost, "accept" is told to a person, and a late webhook captures it', async () => {
      const { shopper, simulator, books } = store()
      await simulator.control.notifications.policy("m2cerber", { drop: true })
      const { cartId, session } = await shopper.checkOut("azn", TRANSFER)
      await simulator.control.m2cerber.transfer(session.data.reference, "500")
      await merchant.sweeps(2)
      await merchant.later(73, 2)
      expect(await merchant.openProblems()).toEqual(["unconfirmed null"])

      await webhook(session.data.reference, "500")
      expect(await books(cartId)).toMatchObject({ captures: 1, captured: "500.00" })
      expect(await merchant.openProblems()).toEqual([])
    })

    it('"accept" after "confirming" is money, although its webhook was lost', async () => {
      const { shopper, simulator, books } = store()
      await simulator.control.notifications.policy("m2cerber", { drop: true })
      const { cartId, session } = await shopper.checkOut("azn", TRANSFER)
      await simulator.control.m2cerber.setStatus(session.data.reference, "confirming")
      await merchant.sweeps()
      expect(await books(cartId)).toMatchObject({ captures: 0 })
      await simulator.control.m2cerber.transfer(session.data.reference, "500")
      await merchant.sweeps()
      expect(await books(cartId)).toMatchObject({ captures: 1, captured: "500.00" })
    })

    it("a part and a final sum that is that part again are not added up", async () => {
      const { shopper, simulator, settled, books } = store()
      const { cartId, session } = await shopper.checkOut("azn", TRANSFER)
      const { reference } = session.data
      await simulator.control.m2cerber.transfer(reference, "250")
      await settled()
      await simulator.control.notifications.policy("m2cerber", { drop: true })
      await simulator.control.m2cerber.setStatus(reference, "accept")
      await webhook(reference, "250")
      await merchant.sweeps()
      expect(await books(cartId)).toMatchObject({ captures: 0, orders: [] })
      expect(await merchant.openProblems()).toEqual(["underpaid 250.00"])

      await webhook(reference, "500")
      expect(await books(cartId)).toMatchObject({ captures: 1, captured: "500.00" })
      expect(await merchant.openProblems()).toEqual([])
    })

    it("the part that is told after the whole takes nothing back", async () => {
      const { shopper, simulator, settled, books } = store()
      await simulator.control.notifications.policy("m2cerber", { hold: true })
      const { cartId, session } = await shopper.checkOut("azn", TRANSFER)
      await simulator.control.m2cerber.transfer(session.data.reference, "250")
      await simulator.control.m2cerber.transfer(session.data.reference, "250")
      await simulator.control.notifications.flush({ order: "reversed" })
      await settled()
      await merchant.sweeps()
      expect(await books(cartId)).toMatchObject({ captures: 1, captured: "500.00", orderPending: "0.00" })
      expect(await merchant.openProblems()).toEqual([])
    })
  })

  describe('when a signed "paid" is not shown by its own API', () => {
    it("on day four, because of an error: stays in the inbox, and is captured after it", async () => {
      const { shopper, simulator, settled, books } = store()
      const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
      await merchant.later(80)
      await simulator.control.faults.add({ gateway: "tegro", kind: "error_answer", times: 0 })
      await simulator.control.tegro.pay(session.data.reference)
      await settled()
      await merchant.sweeps(2)
      expect(await states()).toEqual(["received"])
      await simulator.control.faults.clear()
      await merchant.sweeps()
      expect(await states()).toEqual(["done"])
      expect(await books(cartId)).toMatchObject({ captures: 1, captured: "1490.50" })
      expect(await merchant.openProblems()).toEqual([])
    })

    it("but as unpaid: stays in the inbox, ends with a person, and goes away when the money is shown", async () => {
      const { shopper, simulator, settled, books, hookUrl, shopId } = store()
      const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
      const { reference } = session.data
      await simulator.control.notifications.forge("tegro", {
        url: hookUrl("tegro_main"),
        fields: { shop_id: shopId, amount: "1490.50", order_id: reference, currency: "RUB", status: "1" },
        sign: "valid",
      })
      await settled()
      expect(await states()).toEqual(["received"])
      await claimedEarlier(29)
      await merchant.sweeps()
      expect(await merchant.openProblems()).toEqual([])
      await claimedEarlier(5)
      await merchant.sweeps()
      expect(await merchant.openProblems()).toEqual(["claim_denied null"])
      expect(await states()).toEqual(["received"])
      expect(await books(cartId)).toMatchObject({ captures: 0 })

      await simulator.control.notifications.policy("tegro", { drop: true })
      await simulator.control.tegro.pay(reference)
      await merchant.sweeps()
      expect(await books(cartId)).toMatchObject({ captures: 1, captured: "1490.50" })
      expect(await merchant.openProblems()).toEqual([])
    })
  })

  it.each(["error_answer", "not_found_page", "challenge", "garbage", "status"] as const)(
    "and what is no answer (%s) closes no problem",
    async (kind) => {
      const { shopper, simulator, settled } = store()
      const { session } = await shopper.checkOut("rub", "pp_tegro_main")
      await simulator.control.tegro.pay(session.data.reference, { amount: "1000" })
      await settled()
      expect(await merchant.openProblems()).toEqual(["amount_mismatch 1000.00"])
      await simulator.control.faults.add({ gateway: "tegro", kind, times: 0 })
      await merchant.sweeps(2)
      expect(await merchant.openProblems()).toEqual(["amount_mismatch 1000.00"])
    },
  )

  it("a fee on top that is finer than the currency is no other sum", async () => {
    const { shopper, simulator, books } = store()
    await simulator.control.notifications.policy("tegro", { drop: true })
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    await simulator.control.tegro.pay(session.data.reference)
    const patch = { amount: "1565.02500000", fee: "74.52500000" }
    await simulator.control.faults.add({ gateway: "tegro", call: "order", kind: "mismatch", patch, times: 0 })
    await merchant.sweeps()
    expect(await books(cartId)).toMatchObject({ captures: 1, captured: "1490.50", orderPaid: "1490.50" })
    expect(await merchant.openProblems()).toEqual([])
  })

  it("is paid, and Medusa's completion has reserved nothing: a person is told of an unfinished order, until it is", async () => {
    const { shopper, simulator, settled, catalog, container, books } = store()
    const inventory = container.resolve(Modules.INVENTORY)
    // A completion that hangs half undone leaves the order behind, without its goods.
    const reserve = jest.spyOn(inventory, "createReservationItems").mockResolvedValue([] as never)
    const { cartId, collectionId } = await shopper.fillCart("rub", 1, catalog.scarceVariantId)
    const session = await shopper.startPayment(collectionId, "pp_tegro_main")
    await simulator.control.tegro.pay(session.data.reference)
    await settled()
    expect(reserve).toHaveBeenCalled()
    reserve.mockRestore()
    expect(await merchant.openProblems()).toEqual([])
    await merchant.later(1)
    expect(await books(cartId)).toMatchObject({ orders: [expect.any(String)], captures: 1 })
    expect(await merchant.openProblems()).toEqual(["order_unfinished 1490.50"])

    const [orderId] = (await books(cartId)).orders
    const { items } = await merchant.orders.retrieveOrder(orderId as string, { relations: ["items"] })
    const [level] = await inventory.listInventoryLevels({})
    const { inventory_item_id, location_id } = level!
    const reservation = {
      line_item_id: items?.[0]?.id as string,
      inventory_item_id,
      location_id,
      quantity: 1,
    }
    await inventory.createReservationItems([reservation])
    await merchant.sweeps()
    expect(await merchant.openProblems()).toEqual([])
  })
})
