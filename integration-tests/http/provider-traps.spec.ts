import { Modules } from "@medusajs/framework/utils"
import type { IPaymentModuleService, IPaymentProvider } from "@medusajs/framework/types"
import request from "supertest"
import { adminAuthorization } from "../support/admin"
import { storeSuite } from "../support/store-suite"

/** What Medusa's payment module does to providers, and what a merchant would lose by it. */
storeSuite("Medusa's payment module", (store) => {
  const payments = () => store().container.resolve<IPaymentModuleService>(Modules.PAYMENT)
  const provider = (id: string) =>
    (
      payments() as unknown as { paymentProviderService_: { retrieveProvider(id: string): IPaymentProvider } }
    ).paymentProviderService_.retrieveProvider(id)

  const paidOrder = async () => {
    const running = store()
    const checkout = await running.shopper.checkOut("rub", "pp_tegro_main")
    await running.simulator.control.tegro.pay(checkout.session.data.reference)
    await running.settled()
    const [payment] = await payments().listPayments({ payment_session_id: checkout.session.id } as never)
    return { ...running, ...checkout, payment: payment! }
  }
  const DATA_KEYS = ["amount", "currency_code", "gateway", "next_action", "reference", "session_id", "status"]

  it("would forget the gateway's reference: the payment keeps all of its data through capture and cancel", async () => {
    const { payment, session } = await paidOrder()
    expect(Object.keys(payment.data ?? {}).sort()).toEqual(DATA_KEYS)
    await payments().cancelPayment(payment.id)
    const after = await payments().retrievePayment(payment.id)
    expect(Object.keys(after.data ?? {}).sort()).toEqual(DATA_KEYS)
    expect(after.data).toMatchObject({ reference: session.data.reference, status: "paid" })
  })

  it("would cancel a paid payment: the money stays captured, and the wish is on record", async () => {
    const { payment, session, books, cartId, attempt, simulator } = await paidOrder()
    await payments().cancelPayment(payment.id)
    expect(await books(cartId)).toMatchObject({ captured: "1490.50" })
    expect(await attempt(session.id)).toMatchObject({ status: "paid", cancel_requested_at: expect.any(Date) })
    expect((await simulator.control.state()).tegro.orders[0]).toMatchObject({ status: 1 })
  })

  it("would show a refund that never happened: the admin is told what to do instead, and nothing is recorded", async () => {
    const { payment, medusaUrl, container } = await paidOrder()
    const answer = await request(medusaUrl)
      .post(`/admin/payments/${payment.id}/refund`)
      .set("authorization", await adminAuthorization(container))
      .send({ amount: 100.5 })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({
      code: "refund_not_supported",
      message: expect.stringMatching(
        /nothing was refunded, and Medusa records no refund.*cabinet or by a payout.*refunds: "manual"/,
      ),
    })
    const after = await payments().retrievePayment(payment.id, { relations: ["refunds"] })
    expect(after.refunds).toEqual([])
    expect(Object.keys(after.data ?? {}).sort()).toEqual(DATA_KEYS)
  })

  it("would capture by hand what nobody paid: refused until the gateway shows the money", async () => {
    const { shopper } = store()
    const { session } = await shopper.checkOut("rub", "pp_tegro_main")
    await expect(provider("pp_tegro_main").capturePayment({ data: session.data })).rejects.toMatchObject({
      code: "capture_not_confirmed",
    })
  })

  it("would trust a session's data: authorizing goes by Medusa's session id alone", async () => {
    const { session } = await paidOrder()
    const { shopper } = store()
    const unpaid = await shopper.checkOut("rub", "pp_tegro_main")
    const result = await provider("pp_tegro_main").authorizePayment({
      data: { ...session.data, session_id: session.id },
      context: { idempotency_key: unpaid.session.id },
    })
    expect(result).toMatchObject({ status: "pending", data: { session_id: unpaid.session.id } })
  })

  it("would pass a shopper's own data to the delete: a stranger's payment is not touched", async () => {
    const { shopper, attempt, simulator } = store()
    const victim = await shopper.checkOut("azn", "pp_m2cerber_main")
    for (const data of [
      { session_id: victim.session.id },
      { session_id: victim.session.id, reference: "1" },
      {},
      undefined,
    ]) {
      await expect(provider("pp_m2cerber_main").deletePayment({ data })).resolves.toEqual({
        data: data ?? {},
      })
    }
    expect(await attempt(victim.session.id)).toMatchObject({ superseded_at: null, status: "awaiting" })
    expect((await simulator.control.state()).m2cerber.payments[0]).toMatchObject({ status: "pending" })
  })

  it("would block the cart by a delete that fails: deleting works while the gateway is down, and tells it while it is up", async () => {
    const { shopper, simulator, attempt } = store()
    const { session } = await shopper.checkOut("azn", "pp_m2cerber_main")
    await simulator.control.faults.add({ gateway: "m2cerber", kind: "status", status: 500, times: 0 })
    await expect(provider("pp_m2cerber_main").deletePayment({ data: session.data })).resolves.toBeDefined()
    expect(await attempt(session.id)).toMatchObject({ superseded_at: expect.any(Date) })

    await simulator.control.faults.clear()
    const other = await shopper.checkOut("azn", "pp_m2cerber_main")
    await provider("pp_m2cerber_main").deletePayment({ data: other.session.data })
    const { m2cerber } = await simulator.control.state()
    expect(
      m2cerber.payments.find(({ paymentId }) => paymentId === other.session.data.reference),
    ).toMatchObject({ status: "cancel" })
  })

  it("would keep the old amount on an update: another amount becomes another attempt", async () => {
    const { shopper, attempt } = store()
    const { session } = await shopper.checkOut("rub", "pp_tegro_main")
    await payments().updatePaymentSession({
      id: session.id,
      amount: 99.999,
      currency_code: "rub",
      data: session.data,
    })
    const updated = await payments().retrievePaymentSession(session.id)
    expect(updated.data).toMatchObject({ amount: "100.00", status: "awaiting" })
    expect(updated.data?.reference).not.toBe(session.data.reference)
    expect(await attempt(session.id)).toMatchObject({ reference: updated.data?.reference, amount: "100.00" })
  })

  it("would give a session up for good on an error: the status is pending until the money is there", async () => {
    const { shopper, simulator, settled } = store()
    const { session } = await shopper.checkOut("azn", "pp_m2cerber_main")
    await simulator.control.m2cerber.cancel(session.data.reference)
    await settled()
    const status = await provider("pp_m2cerber_main").getPaymentStatus({ data: session.data })
    expect(status.status).toBe("pending")
    const retrieved = await provider("pp_m2cerber_main").retrievePayment({ data: session.data })
    expect(Object.keys(retrieved.data ?? {}).sort()).toEqual(DATA_KEYS)
  })

  it("would fail a webhook loudly or silently: unknown and forged ones are ignored, whatever they contain", async () => {
    for (const body of ["", "{}", "[]", "a=1", '{"order_id": 5}', "\u0000"]) {
      const result = await provider("pp_tegro_main").getWebhookActionAndData({
        data: {},
        rawData: Buffer.from(body),
        headers: { "content-type": "application/json", "x-odd": ["a", "b"] },
      })
      expect(result).toEqual({ action: "not_supported" })
    }
  })

  it("would lose the money of two instances in one: each has its own id and options", async () => {
    const { shopper } = store()
    const { collectionId } = await shopper.fillCart("rub")
    const first = await shopper.startPayment(collectionId, "pp_tegro_main")
    const second = await shopper.startPayment(collectionId, "pp_tegro_redirect")
    expect([first.provider_id, second.provider_id]).toEqual(["pp_tegro_main", "pp_tegro_redirect"])
    expect(second.data.next_action).toMatchObject({ url: expect.stringContaining("/pay/?") })
  })
})
