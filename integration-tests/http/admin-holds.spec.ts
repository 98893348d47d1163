import { forgetAnswers } from "../../src/api/support/gateway-answers"
import type { Admin } from "../support/admin"
import { signIn } from "../support/admin"
import { mayAskAgain } from "../support/clockwork"
import { Kassa } from "../support/kassa"
import { Merchant } from "../support/merchant"
import { storeSuite } from "../support/store-suite"

/** The gateway captures a hold once, and returns any part of what it has captured. */
const KASSA = "pp_yookassa_hold"

storeSuite("an admin looks at money that a gateway holds", (store) => {
  let anna: Admin
  let merchant: Merchant
  beforeEach(async () => {
    forgetAnswers(store().container)
    anna = await signIn(store().container, store().medusaUrl)
    merchant = new Merchant(store())
  })

  const held = async () => {
    const checkout = await new Kassa(store(), merchant).order(KASSA)
    return { ...checkout, paymentId: await merchant.paymentOf(checkout.session.id) }
  }
  type Held = Awaited<ReturnType<typeof held>>
  const shown = async ({ orderId }: Held) => (await anna.get(`orders/${orderId}`)).body.payments[0]
  const capture = ({ paymentId }: Held, amount: number) =>
    merchant.post(`/admin/payments/${paymentId}/capture`, { amount })

  it("until when it may be captured, and what becomes of what is not", async () => {
    const payment = await held()
    expect(await shown(payment)).toMatchObject({
      ...{ status: "authorized", payment_id: payment.paymentId, captures: "once", operations: [] },
      ...{ held: "1490.50", capturable: "1490.50", capture_before: expect.stringMatching(/^\d{4}-.*Z$/) },
      ...{ captured: "0.00", released: null, refunded: "0.00", refunded_at_gateway: null, refundable: null },
    })
    const { payments } = (await anna.get("payments", { status: "authorized" })).body
    expect(payments).toMatchObject([{ status: "authorized", order: { id: payment.orderId } }])
    // The shopper is done, however often the page asks.
    await mayAskAgain(store().container)
    expect(await store().shopper.paymentStatus(payment.session.id)).toMatchObject({
      ...{ status: "paid", reserved: true, next: null, order_id: payment.orderId, poll_after_ms: null },
    })
  })

  it("captured in part on Medusa's own road: the rest went back; then a part of it is refunded", async () => {
    const payment = await held()
    expect((await capture(payment, 1000)).status).toBe(200)
    await merchant.sweeps()
    expect(await shown(payment)).toMatchObject({
      ...{ status: "paid", held: null, capturable: null, captured: "1000.00", released: "490.50" },
      ...{ received: "1000.00", missing: null, refunded: "0.00", refundable: "1000.00" },
      operations: [{ kind: "capture", state: "done", amount: "1000.00", error: null, tries: 1 }],
    })
    expect(await merchant.refund(payment.session, 90.5)).toMatchObject({ status: 200 })
    await merchant.sweeps()
    const after = await shown(payment)
    expect(after).toMatchObject({
      ...{ captured: "1000.00", released: "490.50", refunded: "90.50", refundable: "909.50" },
      ...{ refunded_at_gateway: null },
      operations: [
        { kind: "capture", state: "done", subject_id: expect.stringMatching(/^capt_/) },
        { kind: "refund", state: "done", amount: "90.50", subject_id: expect.stringMatching(/^ref_/) },
      ],
    })
    expect(after.operations[1].requested_by).toMatchObject({ email: expect.any(String) })
    const told = after.timeline.filter(({ type }: { type: string }) => type === "operation")
    expect(told.map(({ operation, state }: Record<string, string>) => `${operation} ${state}`)).toEqual([
      ...["capture asked", "capture done", "refund asked", "refund done"],
    ])
    expect(await merchant.openProblems()).toEqual([])
  })

  it("captured once more than the gateway lets it: the admin reads why not", async () => {
    const payment = await held()
    expect((await capture(payment, 1000)).status).toBe(200)
    expect(await capture(payment, 100)).toMatchObject({
      status: 400,
      body: { code: "hold_captured", message: expect.stringContaining("captured already") },
    })
    expect((await shown(payment)).captured).toBe("1000.00")
  })

  it("refused by the gateway: the admin reads why, in the gateway's words, and the money stays", async () => {
    const payment = await held()
    expect((await capture(payment, 1490.5)).status).toBe(200)
    await store().settled()
    const refusal = { kind: "error_answer", status: 400, body: "Not enough money on the account" } as const
    await store().simulator.control.faults.add({ gateway: "yookassa", call: "createRefund", ...refusal })
    const { status, body } = await merchant.refund(payment.session, 90.5)
    expect({ status, code: body.code }).toEqual({ status: 400, code: "gateway_declined" })
    expect(body.message).toContain("Not enough money on the account")
    expect(await shown(payment)).toMatchObject({
      ...{ captured: "1490.50", refunded: "0.00", refundable: "1490.50" },
      operations: [{ kind: "capture" }, { kind: "refund", state: "failed", error: expect.any(String) }],
    })
  })

  it("given up by canceling the order: what was held went back", async () => {
    const payment = await held()
    expect((await merchant.cancel(payment.orderId)).status).toBe(200)
    await store().settled()
    await merchant.sweeps(2)
    expect(await shown(payment)).toMatchObject({
      ...{ status: "canceled", held: null, capturable: null, captured: "0.00", released: "1490.50" },
      operations: [{ kind: "void", state: "done", amount: "1490.50", subject_id: null }],
    })
    expect(await merchant.openProblems()).toEqual([])
  })
})
