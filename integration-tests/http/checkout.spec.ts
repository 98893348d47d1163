import { storeSuite } from "../support/store-suite"

storeSuite("a shopper pays", (store) => {
  it("by Tegro's hosted page: the notification alone makes the order, paid in full", async () => {
    const { shopper, simulator, books, attempt } = store()
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    expect(session.data.next_action).toMatchObject({ type: "redirect" })

    await simulator.control.tegro.pay(session.data.reference)
    await simulator.control.notifications.idle()

    expect(await books(cartId)).toMatchObject({
      captured: "1490.50",
      captures: 1,
      orderPaid: "1490.50",
      orderPending: "0.00",
    })
    expect(await attempt(session.id)).toMatchObject({ status: "paid", amount: "1490.50", held_for: null })
  })

  it("by an m10 transfer in two parts: nothing is captured before the second one", async () => {
    const { shopper, simulator, books } = store()
    const { cartId, session } = await shopper.checkOut("azn", "pp_m2cerber_main")
    expect(session.data.next_action).toMatchObject({
      type: "transfer",
      amount: "500.00",
      currency_code: "azn",
    })

    await simulator.control.m2cerber.transfer(session.data.reference, "200")
    await simulator.control.notifications.idle()
    expect(await books(cartId)).toMatchObject({ captures: 0, orders: [] })
    expect(await shopper.paymentStatus(session.id)).toMatchObject({
      status: "underpaid",
      received: "200.00",
      missing: "300.00",
    })

    await simulator.control.m2cerber.transfer(session.data.reference, "300")
    await simulator.control.notifications.idle()
    expect(await books(cartId)).toMatchObject({ captured: "500.00", captures: 1, orderPaid: "500.00" })
  })
})
