import type { IPaymentModuleService, IPaymentProvider } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import request from "supertest"
import { DEFAULT_TEGRO_SHOP } from "../../src/simulator"
import { sweep } from "../../src/workflows"
import { adminAuthorization } from "../support/admin"
import { Merchant } from "../support/merchant"
import { ANNA, PayoutDesk } from "../support/payouts"
import { storeSuite } from "../support/store-suite"

storeSuite("a refund", (store) => {
  const payments = () => store().container.resolve<IPaymentModuleService>(Modules.PAYMENT)
  const desk = () => new PayoutDesk(store().container)
  const atGateway = async () => (await store().simulator.control.state()).m2cerber.payouts

  const paidOrder = async (providerId: string) => {
    const { shopper, simulator, settled, books, container, hookUrl } = store()
    const isTegro = providerId.startsWith("pp_tegro")
    const notifyUrl = hookUrl(providerId.replace("pp_", ""))
    await simulator.control.tegro.configureShop(DEFAULT_TEGRO_SHOP.publicKey, { notifyUrl })
    const checkout = await shopper.checkOut(isTegro ? "rub" : "azn", providerId)
    const { reference } = checkout.session.data
    await (isTegro
      ? simulator.control.tegro.pay(reference)
      : simulator.control.m2cerber.transfer(reference, "500"))
    await settled()
    const [payment] = await payments().listPayments({ payment_session_id: checkout.session.id } as never)
    const [orderId] = (await books(checkout.cartId)).orders
    const authorization = await adminAuthorization(container)
    return { ...checkout, payment: payment!, orderId: orderId!, authorization }
  }
  type Paid = Awaited<ReturnType<typeof paidOrder>>

  const post = ({ authorization }: Paid, path: string, body: object = {}) =>
    request(store().medusaUrl).post(path).set("authorization", authorization).send(body)
  const refund = (paid: Paid, amount: number) =>
    post(paid, `/admin/payments/${paid.payment.id}/refund`, { amount })
  const cancel = (paid: Paid) => post(paid, `/admin/orders/${paid.orderId}/cancel`)
  const refunds = async ({ payment }: Paid) =>
    (await payments().retrievePayment(payment.id, { relations: ["refunds"] })).refunds!.map(({ amount }) =>
      Number(amount),
    )
  const problems = async () => {
    // The subscriber of a canceled order works after the answer.
    await store().settled()
    return desk().problems()
  }

  describe("that is rejected", () => {
    it("records nothing, and a canceled order leaves the refund owed", async () => {
      const paid = await paidOrder("pp_tegro_main")
      expect((await refund(paid, 100.5)).body).toMatchObject({ code: "refund_not_supported" })
      expect(await refunds(paid)).toEqual([])
      expect(await problems()).toEqual([])
      expect((await cancel(paid)).status).toBe(200)
      expect(await problems()).toEqual(["refund_owed: open"])
    })
  })

  describe("by hand", () => {
    it("is recorded by Medusa, and stays with a person until he says that it is done; other plugins hear of it", async () => {
      const heard: unknown[] = []
      store()
        .container.resolve(Modules.EVENT_BUS)
        .subscribe("payment_gateway.problem_opened", async ({ data }) => {
          heard.push(data)
        })
      const paid = await paidOrder("pp_tegro_manual")
      expect((await refund(paid, 100.5)).status).toBe(200)
      expect((await refund(paid, 400)).status).toBe(200)
      expect(await refunds(paid)).toEqual([100.5, 400])
      expect(await problems()).toEqual(["refund_owed: open", "refund_owed: open"])
      expect(heard).toHaveLength(2)
      const { data } = await payments().retrievePayment(paid.payment.id)
      expect(data).toMatchObject({ reference: paid.session.data.reference, status: "paid" })
      await sweep(store().container)
      expect(await problems()).toEqual(["refund_owed: open", "refund_owed: open"])
    })

    it("of a canceled order is owed once: the part that was refunded before is not owed again", async () => {
      const paid = await paidOrder("pp_tegro_manual")
      await refund(paid, 490.5)
      expect((await cancel(paid)).status).toBe(200)
      expect(await refunds(paid)).toEqual([490.5, 1000])
      expect(await problems()).toEqual(["refund_owed: open", "refund_owed: open"])
    })

    it("is never more than was captured", async () => {
      const paid = await paidOrder("pp_tegro_manual")
      await refund(paid, 1000)
      expect((await refund(paid, 490.51)).status).toBe(400)
      expect(await refunds(paid)).toEqual([1000])
      expect(await problems()).toEqual(["refund_owed: open"])
    })
  })

  describe("by payout", () => {
    // Pain 1
    it("goes back to the wallet that paid, once, however often it is asked for", async () => {
      const { simulator, settled, container } = store()
      const paid = await paidOrder("pp_m2cerber_payouts")
      expect((await refund(paid, 200.5)).status).toBe(200)
      const [made] = await payments().listRefunds({ payment_id: [paid.payment.id] } as never)
      const provider = (
        payments() as unknown as {
          paymentProviderService_: { retrieveProvider(id: string): IPaymentProvider }
        }
      ).paymentProviderService_.retrieveProvider("pp_m2cerber_payouts")
      await provider.refundPayment({
        data: paid.payment.data,
        amount: 200.5,
        context: { idempotency_key: made!.id },
      })
      const [payout, ...others] = await desk().all()
      expect(others).toEqual([])
      expect(payout).toMatchObject({ state: "approved", refund_id: made!.id })
      expect(payout!.requested_by).toMatch(/^user_/)
      await Promise.all([sweep(container), sweep(container)])
      await desk().wait(1)
      await sweep(container)
      expect(await atGateway()).toEqual([
        expect.objectContaining({ walletNumber: "994501234567", sum: "200.5", paymentId: payout!.reference }),
      ])
      await simulator.control.m2cerber.settlePayout(payout!.reference, "confirm")
      await settled()
      expect(await desk().state(payout!)).toBe("paid")
      expect(await refunds(paid)).toEqual([200.5])
      expect(await problems()).toEqual([])
    })

    it("returns a canceled order's money, and nothing is owed", async () => {
      const paid = await paidOrder("pp_m2cerber_payouts")
      expect((await cancel(paid)).status).toBe(200)
      await sweep(store().container)
      expect(await refunds(paid)).toEqual([500])
      expect(await atGateway()).toEqual([expect.objectContaining({ sum: "500" })])
      expect(await problems()).toEqual([])
    })

    it("is never more than was captured, in parts and at once", async () => {
      const paid = await paidOrder("pp_m2cerber_payouts")
      await Promise.all([refund(paid, 300), refund(paid, 300), refund(paid, 200)])
      await sweep(store().container)
      const sums = (await atGateway()).map(({ sum }) => Number(sum))
      expect(sums.reduce((total, sum) => total + sum, 0)).toBeLessThanOrEqual(500)
      expect((await refund(paid, 300)).status).toBe(400)
      expect(await refunds(paid)).toHaveLength(sums.length)
    })

    it("that the gateway declines is owed by hand", async () => {
      const { simulator, container } = store()
      const paid = await paidOrder("pp_m2cerber_payouts")
      await refund(paid, 500)
      await simulator.control.faults.add({
        gateway: "m2cerber",
        call: "payout",
        kind: "status",
        status: 400,
      })
      await sweep(container)
      expect((await desk().all())[0]).toMatchObject({ state: "declined" })
      expect(await problems()).toEqual(["refund_owed: open"])
    })

    it("that reached nobody goes out with a later sweep", async () => {
      const { simulator, container } = store()
      const paid = await paidOrder("pp_m2cerber_payouts")
      await refund(paid, 500)
      await simulator.control.faults.add({ gateway: "m2cerber", call: "payout", kind: "cloudflare" })
      await sweep(container)
      expect((await desk().all())[0]).toMatchObject({ state: "approved" })
      await desk().wait(1)
      await sweep(container)
      expect((await desk().all())[0]).toMatchObject({ state: "sent" })
      expect(await atGateway()).toHaveLength(1)
    })

    it("waits for an approval where two people must agree", async () => {
      const { container } = store()
      const paid = await paidOrder("pp_m2cerber_two")
      expect((await refund(paid, 500)).status).toBe(200)
      await sweep(container)
      const [payout] = await desk().all()
      expect(payout).toMatchObject({ state: "draft" })
      expect(await atGateway()).toEqual([])
      await desk().approve(payout!, ANNA)
      await sweep(container)
      expect(await atGateway()).toHaveLength(1)
    })

    it("that nobody approves for a day is told, until somebody does", async () => {
      const { container } = store()
      const paid = await paidOrder("pp_m2cerber_two")
      await refund(paid, 500)
      await desk().wait(23 * 60)
      await sweep(container)
      expect(await problems()).toEqual([])
      await desk().wait(2 * 60)
      await sweep(container)
      expect(await problems()).toEqual(["payout_waits: open"])
      const [draft] = await desk().all()
      expect(draft!.next_check_at!.getTime()).toBeGreaterThan(Date.now() + 60_000)

      await desk().approve(draft!, ANNA)
      await sweep(container)
      expect(await problems()).toEqual(["payout_waits: resolved"])
      expect(await atGateway()).toHaveLength(1)
    })

    it("whose entry is gone is told, and can be canceled: then it is owed by hand", async () => {
      const { container } = store()
      const paid = await paidOrder("pp_m2cerber_payouts")
      await refund(paid, 500)
      await desk().renameEntry("pp_m2cerber_payouts", "pp_m2cerber_gone")
      await desk().wait(7 * 60)
      await sweep(container)
      expect(await problems()).toEqual(["payout_waits: open"])

      const [payout] = await desk().all()
      await desk().cancel(payout!)
      expect(await problems()).toEqual(["payout_waits: resolved", "refund_owed: open"])
      expect(await atGateway()).toEqual([])
    })

    it("that Medusa took back is not sent", async () => {
      const { container } = store()
      const paid = await paidOrder("pp_m2cerber_payouts")
      await refund(paid, 500)
      const [made] = await payments().listRefunds({ payment_id: [paid.payment.id] } as never)
      await (payments() as unknown as { deleteRefunds(id: string): Promise<void> }).deleteRefunds(made!.id)
      await sweep(container)
      expect((await desk().all())[0]).toMatchObject({ state: "approved" })
      await desk().wait(2)
      await sweep(container)
      expect((await desk().all())[0]).toMatchObject({ state: "canceled" })
      expect(await atGateway()).toEqual([])
      expect(await problems()).toEqual([])
    })

    it("that left before Medusa took it back is told, and is the next refund's", async () => {
      const { container } = store()
      const paid = await paidOrder("pp_m2cerber_payouts")
      await refund(paid, 200)
      await sweep(container)
      const [made] = await payments().listRefunds({ payment_id: [paid.payment.id] } as never)
      await (payments() as unknown as { deleteRefunds(id: string): Promise<void> }).deleteRefunds(made!.id)
      await new Merchant(store()).later(1)
      expect(await problems()).toEqual(["refunded_at_gateway: open"])

      expect((await refund(paid, 200)).status).toBe(200)
      await sweep(container)
      expect(await atGateway()).toHaveLength(1)
      expect(await problems()).toEqual(["refunded_at_gateway: resolved"])
      expect((await refund(paid, 300)).status).toBe(200)
      await sweep(container)
      expect(await atGateway()).toHaveLength(2)
    })

    it("keeps the payer's account to itself: no session or payment shows it beyond what the shopper typed", async () => {
      const paid = await paidOrder("pp_m2cerber_payouts")
      expect(Object.keys(paid.payment.data ?? {})).not.toContain("payer_account")
      expect(await store().attempt(paid.session.id)).toMatchObject({ payer_account: "994501234567" })
    })
  })
})
