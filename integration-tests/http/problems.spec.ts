import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { updateRegionsWorkflow } from "@medusajs/medusa/core-flows"
import request from "supertest"
import { PROBLEM_CATALOGUE } from "../../src/core"
import { GATEWAY_LEDGER, type GatewayLedgerService } from "../../src/modules/gateway-ledger"
import { settlePaymentWorkflow, sweep } from "../../src/workflows"
import { adminAuthorization } from "../support/admin"
import { Browser } from "../support/browser"
import { makeDue } from "../support/clockwork"
import { addHalf } from "../support/half-done"
import { signedPayLink } from "../support/pay-link"
import { storeSuite } from "../support/store-suite"

/** By the tests of the sweep, of payouts, of orders that are placed first, of records, and of what a gateway does not say. */
const REACHED_ELSEWHERE = [
  "unknown_payment",
  "payout_unclear",
  "payout_waits",
  "paid_late",
  "claim_denied",
  "unconfirmed",
  "order_unfinished",
  "entry_missing",
  "order_not_canceled",
  "unreadable",
  "hold_expiring",
  "hold_expired",
  "operation_unclear",
]

/** Money that needs a person: each kind is reached as it would be in a shop, and goes away as it should. */
storeSuite("a merchant is told of money that needs a person", (store) => {
  const reached = new Set<string>()
  const problems = async (sessionId: string) => {
    const found = await store().problems(sessionId)
    found.forEach((text) => reached.add(text.split(":")[0] as string))
    return found
  }
  afterAll(() => {
    const kinds = Object.keys(PROBLEM_CATALOGUE).filter((kind) => !REACHED_ELSEWHERE.includes(kind))
    expect([...reached].sort()).toEqual(kinds.sort())
  })

  it("underpaid: final at the gateway with less than was asked; gone when the rest comes", async () => {
    const { shopper, simulator, books, settled, container } = store()
    const { cartId, session } = await shopper.checkOut("azn", "pp_m2cerber_main")
    await simulator.control.m2cerber.transfer(session.data.reference, "200")
    await settled()
    await simulator.control.m2cerber.configure({ paidStatus: "confirm" })
    await simulator.control.m2cerber.setStatus(session.data.reference, "accept")
    await settled()
    await makeDue(container)
    await sweep(container)
    expect(await problems(session.id)).toEqual(["underpaid: open"])
    expect(await books(cartId)).toMatchObject({ captures: 0, orders: [] })

    await simulator.control.m2cerber.transfer(session.data.reference, "300")
    await settled()
    expect(await problems(session.id)).toEqual(["underpaid: resolved"])
    expect(await books(cartId)).toMatchObject({ captured: "500.00", captures: 1 })
  })

  // Pain 14
  it("overpaid: stays until a person settles it, and comes back only when more has come", async () => {
    const { shopper, simulator, settled, container } = store()
    const { session } = await shopper.checkOut("azn", "pp_m2cerber_main")
    await simulator.control.m2cerber.transfer(session.data.reference, "512.34")
    await settled()
    expect(await problems(session.id)).toEqual(["overpaid: open"])
    const ledger = container.resolve<GatewayLedgerService>(GATEWAY_LEDGER)
    const [problem] = await ledger.listPaymentProblems({})
    expect(problem).toMatchObject({
      amount: "12.34",
      currency_code: "AZN",
      message: expect.stringContaining("More than was asked"),
    })

    await ledger.problems.close(problem!.id, { actor_id: "user_1", action: "refunded" }, "returned")
    const input = { provider_id: "pp_m2cerber_main", reference: session.data.reference }
    await settlePaymentWorkflow(container).run({ input })
    expect(await problems(session.id)).toEqual(["overpaid: resolved"])

    // More of it is news.
    await simulator.control.m2cerber.transfer(session.data.reference, "1")
    await settled()
    expect((await problems(session.id)).sort()).toEqual(["overpaid: open", "overpaid: resolved"])
  })

  it("overpaid: at a gateway that shows the sum of the payment, and none that arrived", async () => {
    const { shopper, simulator, settled, books, container } = store()
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    await simulator.control.tegro.pay(session.data.reference, { amount: "1497.75" })
    await settled()
    expect(await books(cartId)).toMatchObject({ captured: "1490.50", captures: 1, orderPaid: "1490.50" })
    expect(await problems(session.id)).toEqual(["overpaid: open"])
    const [problem] = await container
      .resolve<GatewayLedgerService>(GATEWAY_LEDGER)
      .listPaymentProblems({ kind: "overpaid" })
    expect(problem).toMatchObject({ amount: "7.25", currency_code: "RUB" })
  })

  it("paid_twice and orphan: two sessions of one cart, both paid, or one that the cart has left behind", async () => {
    const { shopper, simulator, settled } = store()
    const { cartId, collectionId, session } = await shopper.checkOut("azn", "pp_m2cerber_main")
    const second = await shopper.startPayment(collectionId, "pp_m2cerber_main")
    for (const { data } of [second, session]) {
      await simulator.control.m2cerber.transfer(data.reference, "500")
      await settled()
    }
    expect(await problems(session.id)).toEqual(["paid_twice: open"])
    expect(await problems(second.id)).toEqual([])

    const left = await shopper.checkOut("rub", "pp_tegro_main")
    await shopper.addItem(left.cartId)
    await simulator.control.tegro.pay(left.session.data.reference)
    await settled()
    expect(await problems(left.session.id)).toEqual(["orphan: open"])
    expect(cartId).not.toBe(left.cartId)
  })

  it("canceled_after_part: a part came, then the payment was canceled; gone when the rest comes after all", async () => {
    const { shopper, simulator, settled, books } = store()
    const { cartId, session } = await shopper.checkOut("azn", "pp_m2cerber_main")
    await simulator.control.m2cerber.transfer(session.data.reference, "200")
    await settled()
    await simulator.control.m2cerber.cancel(session.data.reference)
    await settled()
    expect(await problems(session.id)).toEqual(["canceled_after_part: open"])
    await simulator.control.m2cerber.transfer(session.data.reference, "300")
    await settled()
    expect(await problems(session.id)).toEqual(["canceled_after_part: resolved"])
    expect(await books(cartId)).toMatchObject({ captured: "500.00" })
  })

  it("amount_mismatch: Tegro shows less than was asked; gone when it shows the whole", async () => {
    const { shopper, simulator, settled, books } = store()
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    await simulator.control.tegro.pay(session.data.reference, { amount: "1000" })
    await settled()
    expect(await problems(session.id)).toEqual(["amount_mismatch: open"])
    await simulator.control.tegro.pay(session.data.reference, { amount: "1490.50" })
    await settled()
    expect(await problems(session.id)).toEqual(["amount_mismatch: resolved"])
    expect(await books(cartId)).toMatchObject({ captured: "1490.50" })
  })

  it("currency_mismatch and test_payment: not the money that was asked", async () => {
    const { shopper, simulator, settled, hookUrl } = store()
    const play = await shopper.checkOut("rub", "pp_tegro_main")
    await simulator.control.tegro.pay(play.session.data.reference, { test: true })
    await settled()
    expect(await problems(play.session.id)).toEqual(["test_payment: open"])

    await simulator.control.notifications.policy("tegro", { drop: true })
    const foreign = await shopper.checkOut("rub", "pp_tegro_main")
    const { reference } = foreign.session.data
    await simulator.control.tegro.pay(reference)
    const { tegro } = await simulator.control.state()
    const fields = {
      shop_id: tegro.orders[0]!.shop,
      amount: "1490.50",
      order_id: reference,
      currency: "USD",
      status: "1",
    }
    await simulator.control.notifications.forge("tegro", {
      url: hookUrl("tegro_main"),
      fields,
      sign: "valid",
    })
    await settled()
    expect(await problems(foreign.session.id)).toEqual(["currency_mismatch: open"])
  })

  it("reference_mismatch: another order at Tegro bears our reference, and that one is paid", async () => {
    const { shopper, simulator, settled, books } = store()
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    await new Browser().open(signedPayLink(simulator, session.data.reference, "2000.00"))
    const { tegro } = await simulator.control.state()
    expect(tegro.orders).toHaveLength(2)
    await simulator.control.tegro.pay(tegro.orders[1]!.id)
    await settled()
    expect(await problems(session.id)).toEqual(["reference_mismatch: open"])
    expect(await books(cartId)).toMatchObject({ captures: 0 })
  })

  // Pain 12
  it("refunded_at_gateway: Tegro shows a refund that Medusa does not know", async () => {
    const { shopper, simulator, settled } = store()
    await simulator.control.notifications.policy("tegro", { anyStatus: true })
    const { session } = await shopper.checkOut("rub", "pp_tegro_main")
    await simulator.control.tegro.pay(session.data.reference)
    await settled()
    await simulator.control.tegro.setStatus(session.data.reference, 3)
    await settled()
    expect(await problems(session.id)).toEqual(["refunded_at_gateway: open"])
  })

  it("refunded_at_gateway: Tegro cancels a payment that it has called paid", async () => {
    const { shopper, simulator, settled, books, container } = store()
    await simulator.control.notifications.policy("tegro", { anyStatus: true })
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    await simulator.control.tegro.pay(session.data.reference)
    await settled()
    await simulator.control.tegro.cancel(session.data.reference)
    await settled()
    // One answer may be a mistake of the gateway's: it is asked once more.
    expect(await problems(session.id)).toEqual([])
    await makeDue(container)
    await sweep(container)
    expect(await problems(session.id)).toEqual(["refunded_at_gateway: open"])
    expect(await books(cartId)).toMatchObject({ captures: 1, captured: "1490.50" })
  })

  it("no_order: captured, but the region has lost the provider; the order comes when it is back", async () => {
    const { shopper, simulator, settled, books, container, catalog } = store()
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    const offer = (payment_providers: string[]) =>
      updateRegionsWorkflow(container).run({
        input: { selector: { id: catalog.regions.rub }, update: { payment_providers } },
      })
    await offer(["pp_tegro_redirect"])
    await simulator.control.tegro.pay(session.data.reference)
    await settled()
    expect(await problems(session.id)).toEqual(["no_order: open"])
    expect(await books(cartId)).toMatchObject({ captured: "1490.50", orders: [] })

    await offer(["pp_tegro_main"])
    await makeDue(container)
    await sweep(container)
    expect(await problems(session.id)).toEqual(["no_order: resolved"])
    expect(await books(cartId)).toMatchObject({ captured: "1490.50", captures: 1, orderPaid: "1490.50" })
  })

  it("no_order: a completion that was undone half way left the cart linked to an order that is gone", async () => {
    const { shopper, simulator, settled, books, container, catalog } = store()
    const { cartId, collectionId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    const offer = (payment_providers: string[]) =>
      updateRegionsWorkflow(container).run({
        input: { selector: { id: catalog.regions.rub }, update: { payment_providers } },
      })
    await offer(["pp_tegro_redirect"])
    await simulator.control.tegro.pay(session.data.reference)
    await settled()
    const gone = { [Modules.ORDER]: { order_id: "order_gone" } }
    await container.resolve(ContainerRegistrationKeys.LINK).create([
      { ...gone, [Modules.CART]: { cart_id: cartId } },
      { ...gone, [Modules.PAYMENT]: { payment_collection_id: collectionId } },
    ])

    await offer(["pp_tegro_main"])
    await makeDue(container)
    await sweep(container)
    expect(await problems(session.id)).toEqual(["no_order: resolved"])
    const { orders, orderPaid } = await books(cartId)
    expect(orders).toEqual([expect.not.stringMatching("order_gone")])
    expect(orderPaid).toBe("1490.50")
  })

  it("orphan: money that waits for a person is not captured when the shopper completes the cart", async () => {
    const { shopper, simulator, settled, books, container } = store()
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    await addHalf(container, cartId)
    await simulator.control.tegro.pay(session.data.reference)
    await settled()
    expect(await problems(session.id)).toEqual(["orphan: open"])
    expect((await shopper.complete(cartId)).status).toBe(400)
    expect(await books(cartId)).toMatchObject({ captures: 0, orders: [] })
  })

  it("order_total_differs: paid, without an order at first, and completed after a change that came half way", async () => {
    const { shopper, simulator, books, container, catalog, settled } = store()
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    const offer = (payment_providers: string[]) =>
      updateRegionsWorkflow(container).run({
        input: { selector: { id: catalog.regions.rub }, update: { payment_providers } },
      })
    await offer(["pp_tegro_redirect"])
    await simulator.control.tegro.pay(session.data.reference)
    await settled()
    expect(await problems(session.id)).toEqual(["no_order: open"])
    await addHalf(container, cartId)
    await offer(["pp_tegro_main"])
    expect((await shopper.complete(cartId)).body).toMatchObject({ type: "order" })
    await makeDue(container)
    await sweep(container)
    expect(await problems(session.id)).toEqual(["no_order: resolved", "order_total_differs: open"])
    expect(await books(cartId)).toMatchObject({ captured: "1490.50", captures: 1, orderPending: "1490.50" })

    // Told once, and it is nobody's business any more but the merchant's.
    const input = { provider_id: "pp_tegro_main", reference: session.data.reference }
    await settlePaymentWorkflow(container).run({ input })
    expect(await problems(session.id)).toEqual(["no_order: resolved", "order_total_differs: open"])
  })

  it("orphan: a change of the cart came half way, and the shopper who has paid completes it: no wrong order is placed", async () => {
    const { shopper, simulator, books, container } = store()
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    await simulator.control.notifications.policy("tegro", { drop: true })
    await simulator.control.tegro.pay(session.data.reference)
    await addHalf(container, cartId)
    expect((await shopper.complete(cartId)).status).toBe(400)
    await makeDue(container)
    await sweep(container)
    expect(await problems(session.id)).toEqual(["orphan: open"])
    expect(await books(cartId)).toMatchObject({ captures: 0, orders: [] })
  })

  it("refund_owed: the order is canceled although the money was captured, and other plugins hear of it", async () => {
    const { shopper, simulator, settled, books, container, medusaUrl } = store()
    const heard: unknown[] = []
    container.resolve(Modules.EVENT_BUS).subscribe("payment_gateway.problem_opened", async ({ data }) => {
      heard.push(data)
    })
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    await simulator.control.tegro.pay(session.data.reference)
    await settled()
    const [orderId] = (await books(cartId)).orders
    await request(medusaUrl)
      .post(`/admin/orders/${orderId}/cancel`)
      .set("authorization", await adminAuthorization(container))
      .expect(200)
    await settled()
    expect(await problems(session.id)).toEqual(["refund_owed: open"])
    expect(heard).toEqual([
      expect.objectContaining({ kind: "refund_owed", reference: session.data.reference }),
    ])
  })
})
