import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { Merchant } from "../support/merchant"
import type { Checkout } from "../support/shopper"
import { storeSuite } from "../support/store-suite"

/** What an order shows as paid is what was captured for it: each capture once, however it was entered. */
storeSuite("the account of a paid order", (store) => {
  let merchant: Merchant
  beforeEach(() => {
    merchant = new Merchant(store())
  })
  afterEach(async () => expect(await merchant.unfoldedAttempts()).toEqual([]))

  const PAID = { captures: 1, captured: "1490.50", orderPaid: "1490.50", orderPending: "0.00" }

  const pay = async ({ session }: Checkout) => {
    await store().simulator.control.tegro.pay(session.data.reference)
    await store().settled()
  }
  const paidOrder = async (provider = "pp_tegro_main") => {
    const { shopper, books } = store()
    await merchant.notify(provider)
    const checkout = await shopper.checkOut("rub", provider)
    await pay(checkout)
    const [orderId] = (await books(checkout.cartId)).orders
    return { ...checkout, orderId: orderId as string }
  }
  const entries = (order_id: string) => merchant.orders.listOrderTransactions({ order_id })
  const enterAgain = async (order_id: string) => {
    const [entry] = await entries(order_id)
    const { amount, currency_code, reference, reference_id } = entry!
    const same = { order_id, amount, currency_code, reference, reference_id }
    await merchant.orders.addOrderTransactions(same as never)
  }

  const knex = () => store().container.resolve(ContainerRegistrationKeys.PG_CONNECTION)

  /** What Medusa's pages show of a payment and of its collection. */
  const shown = async ({ id }: Checkout["session"]) => {
    const { rows } = await knex().raw(
      `select p.captured_at is not null as marked, c.captured_amount::text as captured, c.status,
         c.raw_captured_amount ->> 'value' as raw, c.completed_at is not null as completed
       from payment p join payment_collection c on c.id = p.payment_collection_id where p.payment_session_id = ?`,
      [id],
    )
    return rows[0]
  }
  /** What a process leaves that dies right after it has written the capture. */
  const uncount = async ({ id }: Checkout["session"]) => {
    await knex().raw("update payment set captured_at = null where payment_session_id = ?", [id])
    await knex().raw(
      `update payment_collection set captured_amount = 0, raw_captured_amount = '{"value":"0","precision":20}',
         status = 'authorized', completed_at = null
       where id = (select payment_collection_id from payment where payment_session_id = ?)`,
      [id],
    )
  }
  /** What an order shows as paid. */
  const paidOf = async (order_id: string) => {
    const [summary] = await knex()("order_summary").where({ order_id }).select("totals")
    return Number(summary.totals.paid_total)
  }
  const minutesPass = async () => {
    await knex().raw("update payment set created_at = created_at - interval '4 minutes'")
    await knex().raw("update capture set created_at = created_at - interval '4 minutes'")
  }

  it("loses the entry that is there twice, or more often", async () => {
    const { orderId, cartId } = await paidOrder()
    await enterAgain(orderId)
    await enterAgain(orderId)
    expect(await store().books(cartId)).toMatchObject({ orderPaid: "4471.50" })
    await merchant.sweeps()
    expect(await store().books(cartId)).toMatchObject(PAID)
    expect(await entries(orderId)).toHaveLength(1)
    await merchant.sweeps()
    expect(await entries(orderId)).toHaveLength(1)
  })

  it("loses the entry of a capture that Medusa has taken back", async () => {
    const { orderId, cartId } = await paidOrder()
    const taken = {
      amount: 700,
      currency_code: "rub",
      reference: "capture",
      reference_id: "capt_01TAKENBACK",
    }
    const own = { amount: 5, currency_code: "rub", reference: "capture", reference_id: "import-17" }
    await merchant.orders.addOrderTransactions({ order_id: orderId, ...taken } as never)
    expect(await store().books(cartId)).toMatchObject({ orderPaid: "2190.50" })
    await merchant.sweeps()
    expect(await store().books(cartId)).toMatchObject(PAID)
    await merchant.orders.addOrderTransactions({ order_id: orderId, ...own } as never)
    await merchant.sweeps()
    expect(await entries(orderId)).toHaveLength(2)
  })

  it("loses the entry that an order has which Medusa could not complete, and has not undone in full", async () => {
    const first = await paidOrder()
    const second = await paidOrder()
    // As if the first order's cart had become the second one in the end.
    const { amount, currency_code, reference, reference_id } = (await entries(second.orderId))[0]!
    const stray = { order_id: first.orderId, amount, currency_code, reference, reference_id }
    await merchant.orders.addOrderTransactions(stray as never)
    const ofFirst = () => entries(first.orderId).then((all) => all.map((one) => one.reference_id))
    await merchant.sweeps()
    expect(await ofFirst()).toContain(reference_id)
    expect(await paidOf(first.orderId)).toBe(2981)
    for (const link of ["order_cart", "order_payment_collection"]) {
      await knex()(link).where({ order_id: first.orderId }).delete()
    }
    await knex()("cart_payment_collection").where({ cart_id: first.cartId }).delete()
    await merchant.sweeps()
    expect(await ofFirst()).not.toContain(reference_id)
    expect(await paidOf(first.orderId)).toBe(1490.5)
    expect(await store().books(second.cartId)).toMatchObject(PAID)
    expect(await entries(second.orderId)).toHaveLength(1)
  })

  it("gets the entry that is missing", async () => {
    const { orderId, cartId } = await paidOrder()
    const [entry] = await entries(orderId)
    await merchant.orders.softDeleteOrderTransactions([entry!.id])
    expect(await store().books(cartId)).toMatchObject({ orderPaid: "0.00" })
    await merchant.sweeps()
    expect(await store().books(cartId)).toMatchObject(PAID)
  })

  it.each([
    ["know nothing of it", "0", "1490.5"],
    ["count it twice", "2981", "-1490.5"],
  ])(
    "is counted anew where the order was changed at the same time, and its sums %s",
    async (_, paid, left) => {
      const { orderId, cartId } = await paidOrder()
      const raw = (value: string) => ({ value, precision: 20 })
      const sums = { paid_total: Number(paid), raw_paid_total: raw(paid), pending_difference: Number(left) }
      const pending = { raw_pending_difference: raw(left) }
      await store()
        .container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
        .raw("update order_summary set totals = totals || ?::jsonb where order_id = ?", [
          JSON.stringify({ ...sums, ...pending }),
          orderId,
        ])
      expect(await store().books(cartId)).toMatchObject({
        orderPaid: Number(paid).toFixed(2),
        orderPending: Number(left).toFixed(2),
      })
      await merchant.sweeps()
      expect(await store().books(cartId)).toMatchObject(PAID)
      expect(await merchant.openProblems()).toEqual([])
    },
  )

  it("is put right in the days after, when the payment has long been settled", async () => {
    const { orderId, cartId, session } = await paidOrder()
    await merchant.later(24 * 8)
    await enterAgain(orderId)
    expect(await store().attempt(session.id)).toMatchObject({ settled_at: expect.any(Date) })
    await merchant.later(24)
    expect(await store().books(cartId)).toMatchObject(PAID)
  })

  it("is shown as captured where a process died right after the capture, and no other sum is", async () => {
    const { orderId, session } = await paidOrder()
    const whole = await shown(session)
    expect(whole).toMatchObject({ marked: true, captured: "1490.5", status: "completed" })
    await uncount(session)
    await merchant.sweeps()
    expect(await shown(session)).toMatchObject({ marked: false, status: "authorized" })
    await minutesPass()
    await merchant.sweeps()
    expect(await shown(session)).toEqual(whole)
    expect(await entries(orderId)).toHaveLength(1)
    expect(await merchant.openProblems()).toEqual([])
  })

  it("is counted for a payment that Medusa has canceled meanwhile, which stays canceled", async () => {
    const { session } = await paidOrder()
    await uncount(session)
    await knex().raw("update payment set canceled_at = now() where payment_session_id = ?", [session.id])
    await minutesPass()
    await merchant.sweeps()
    expect(await shown(session)).toMatchObject({ marked: false, captured: "1490.5", raw: "1490.5" })
  })

  it("keeps its refunds, and two captures of the same sum", async () => {
    const { orderId, cartId, session } = await paidOrder("pp_tegro_manual")
    for (const amount of [100, 100]) await merchant.refund(session, amount)
    await enterAgain(orderId)
    await merchant.sweeps(2)
    expect(await store().books(cartId)).toMatchObject({ orderPaid: "1490.50" })
    const amounts = (await entries(orderId)).map(({ amount }) => Number(amount)).sort((a, b) => a - b)
    expect(amounts).toEqual([-100, -100, 1490.5])
  })

  it("holds one entry when the shopper, the notification and the dashboard complete it at once", async () => {
    const { shopper, simulator, container, books } = store()
    await merchant.notify("pp_tegro_first")
    const { cartId, collectionId } = await shopper.fillCart("rub")
    const session = await shopper.startPayment(collectionId, "pp_tegro_first")
    const orderId = (await shopper.complete(cartId)).body.order.id as string
    await simulator.control.notifications.policy("tegro", { duplicate: 2 })
    const { id } = await store().attempt(session.id)
    const payments = container.resolve(Modules.PAYMENT)
    await Promise.allSettled([
      simulator.control.tegro.pay(session.data.reference),
      merchant.post(`/admin/payment-gateways/payments/${id}/check`),
      payments.authorizePaymentSession(session.id, {}),
      shopper.complete(cartId),
    ])
    await store().settled()
    await merchant.sweeps(2)
    expect(await books(cartId)).toMatchObject(PAID)
    expect(await entries(orderId)).toHaveLength(1)
    expect(await merchant.openProblems()).toEqual([])
  })
})
