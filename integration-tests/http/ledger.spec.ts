import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import checkPaymentModule from "../../src/modules/gateway-ledger/loaders/check-payment-module"
import { foldJournal, GATEWAY_LEDGER, type GatewayLedgerService } from "../../src/modules/gateway-ledger"
import { sweep } from "../../src/workflows"
import { makeDue } from "../support/clockwork"
import { asJournaled } from "../support/ledger-rows"
import { storeSuite } from "../support/store-suite"

storeSuite("the ledger", (store) => {
  it("leads from an attempt to its session, collection and order, and outlives the session", async () => {
    const { shopper, simulator, settled, books, container } = store()
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    await simulator.control.tegro.pay(session.data.reference)
    await settled()
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const read = async (sessionId: string) => {
      const { data } = await query.graph({
        entity: "payment_attempt",
        fields: ["status", "payment_session.id", "payment_collection.id", "payment_collection.order.id"],
        filters: { session_id: sessionId },
      })
      return data[0]
    }
    const [orderId] = (await books(cartId)).orders
    expect(await read(session.id)).toMatchObject({
      status: "paid",
      payment_session: { id: session.id },
      payment_collection: { order: { id: orderId } },
    })

    const left = await shopper.checkOut("rub", "pp_tegro_main")
    await shopper.addItem(left.cartId)
    const gone = await read(left.session.id)
    expect([gone?.status, gone?.payment_session ?? null]).toEqual(["awaiting", null])
  })

  it("tells other plugins how far a payment has come, once for each step", async () => {
    const { shopper, simulator, settled, container } = store()
    const steps: string[] = []
    container.resolve(Modules.EVENT_BUS).subscribe("payment_gateway.attempt_updated", async ({ data }) => {
      steps.push((data as { status: string }).status)
    })
    const { session } = await shopper.checkOut("azn", "pp_m2cerber_main")
    for (const part of ["100", "100", "300"]) {
      await simulator.control.m2cerber.transfer(session.data.reference, part)
      await settled()
    }
    expect(steps).toEqual(["awaiting", "underpaid", "paid"])
  })

  it("can tell each payment as it stands by its journal alone", async () => {
    const { shopper, simulator, settled, container } = store()
    const ledger = container.resolve<GatewayLedgerService>(GATEWAY_LEDGER)
    const transfer = await shopper.checkOut("azn", "pp_m2cerber_main")
    const left = await shopper.checkOut("rub", "pp_tegro_main")
    await shopper.addItem(left.cartId)
    const redirect = await shopper.checkOut("rub", "pp_tegro_main")
    for (const part of ["100", "450"]) {
      await simulator.control.m2cerber.transfer(transfer.session.data.reference, part)
      await settled()
    }
    for (const { session } of [left, redirect]) await simulator.control.tegro.pay(session.data.reference)
    await settled()
    await makeDue(container)
    await sweep(container)
    for (const { id } of await ledger.listPaymentProblems({ state: "open" })) {
      await ledger.problems.close(id, { actor_id: "user_anna", action: "refunded" }, "returned")
    }
    const rows = await ledger.attempts.ofCollections(
      [transfer, left, redirect].map(({ collectionId }) => collectionId),
    )
    expect(rows.map(({ status, words }) => [status, words.length])).toEqual([
      ["paid", 1],
      ["paid", 1],
      ["paid", 0],
    ])
    for (const row of rows) {
      const journal = await ledger.journal.ofAttempt(row.id)
      expect(asJournaled(foldJournal(journal))).toEqual(asJournaled(row))
    }
  })

  // Pain 18
  it.each([
    [["gateway_ledger"], 0],
    [["locking"], 1],
    [undefined, 1],
  ])(
    "warns at start-up when the payment module cannot see it (dependencies: %j)",
    (dependencies, warnings) => {
      const warn = jest.fn()
      const providers = [{ resolve: "medusa-payment-gateways/providers/tegro" }]
      const config = { modules: { payment: { dependencies, options: { providers } } } }
      checkPaymentModule({ container: { resolve: () => config }, logger: { warn } } as never)
      expect(warn).toHaveBeenCalledTimes(warnings)
    },
  )
})
