import { mayAskAgain, mayNotAskYet } from "../support/clockwork"
import { eventually } from "../support/eventually"
import { storeSuite, type Store } from "../support/store-suite"

storeSuite("a shopper's payment page", (store) => {
  const callsOf = async ({ simulator }: Store, ...names: string[]) =>
    (await simulator.control.state()).calls.filter(({ call }) => names.includes(call)).length
  const path = (sessionId: string, word = "") => `/store/payment-gateways/sessions/${sessionId}${word}`

  it("tells all that a redirect needs", async () => {
    const { shopper } = store()
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    expect(await shopper.paymentStatus(session.id)).toEqual({
      session_id: session.id,
      provider_id: "pp_tegro_main",
      status: "awaiting",
      amount: "1490.50",
      currency_code: "rub",
      reserved: false,
      received: null,
      missing: null,
      next: session.data.next_action,
      can_confirm_sent: false,
      can_cancel: false,
      cart_id: cartId,
      order_id: null,
      order_canceled: false,
      superseded: false,
      poll_after_ms: 2_000,
    })
  })

  it("asks a transfer for what is missing, and for nothing once all is there", async () => {
    const { shopper, simulator, settled, books } = store()
    const { cartId, session } = await shopper.checkOut("azn", "pp_m2cerber_main")
    expect(await shopper.paymentStatus(session.id)).toMatchObject({
      next: { type: "transfer", amount: "500.00" },
      can_confirm_sent: true,
      can_cancel: true,
    })
    await simulator.control.m2cerber.transfer(session.data.reference, "200.01")
    await settled()
    expect(await shopper.paymentStatus(session.id)).toMatchObject({
      status: "underpaid",
      received: "200.01",
      missing: "299.99",
      next: { type: "transfer", amount: "299.99", wallet_number: expect.any(String) },
      can_cancel: true,
      poll_after_ms: 2_000,
    })
    await simulator.control.m2cerber.transfer(session.data.reference, "299.99")
    await settled()
    expect(await shopper.paymentStatus(session.id)).toMatchObject({
      status: "paid",
      received: "500.00",
      missing: null,
      next: null,
      can_confirm_sent: false,
      can_cancel: false,
      cart_id: null,
      order_id: (await books(cartId)).orders[0],
      superseded: false,
      poll_after_ms: null,
    })
  })

  it.each(["another item", "another way to pay"])(
    "says that the cart took %s, and asks for nothing",
    async (what) => {
      const { shopper } = store()
      const { cartId, collectionId, session } = await shopper.checkOut("azn", "pp_m2cerber_main")
      await (what === "another item"
        ? shopper.addItem(cartId)
        : shopper.startPayment(collectionId, "pp_m2cerber_main"))
      expect(await shopper.paymentStatus(session.id)).toMatchObject({
        superseded: true,
        next: null,
        can_confirm_sent: false,
        can_cancel: false,
        cart_id: cartId,
        poll_after_ms: null,
      })
    },
  )

  it("shows money that waits for a person as paid, without an order and without an end of asking", async () => {
    const { shopper, simulator, settled } = store()
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    await shopper.addItem(cartId)
    await simulator.control.tegro.pay(session.data.reference)
    await settled()
    expect(await shopper.paymentStatus(session.id)).toMatchObject({
      status: "paid",
      order_id: null,
      superseded: true,
      poll_after_ms: null,
    })
  })

  it("is final after a failure, and still sees money that comes later", async () => {
    const { shopper, simulator, container } = store()
    await simulator.control.notifications.policy("tegro", { drop: true })
    const { session } = await shopper.checkOut("rub", "pp_tegro_main")
    await simulator.control.tegro.fail(session.data.reference)
    const look = () => shopper.paymentStatus(session.id)
    expect(await eventually(look, ({ status }) => status !== "awaiting")).toMatchObject({
      status: "failed",
      next: null,
      poll_after_ms: null,
    })
    await simulator.control.tegro.pay(session.data.reference)
    await mayAskAgain(container)
    expect(await eventually(look, ({ order_id }) => order_id !== null)).toMatchObject({
      status: "paid",
      order_id: expect.any(String),
    })
  })

  it("costs one question at the gateway when twenty tabs look at once, and none within the next five seconds", async () => {
    const { shopper, container } = store()
    const { session } = await shopper.checkOut("rub", "pp_tegro_main")
    const look = () => Promise.all(Array.from({ length: 20 }, () => shopper.paymentStatus(session.id)))
    const views = await look()
    expect(new Set(views.map(({ status }) => status))).toEqual(new Set(["awaiting"]))
    expect(await callsOf(store(), "order")).toBe(1)
    await mayNotAskYet(container)
    await look()
    expect(await callsOf(store(), "order")).toBe(1)
    await mayAskAgain(container)
    await look()
    expect(await callsOf(store(), "order")).toBe(2)
  })

  it("answers from the books while the gateway is slow, asks it once, and learns its answer afterwards", async () => {
    const { shopper, simulator, container, books } = store()
    await simulator.control.notifications.policy("m2cerber", { drop: true })
    await simulator.control.m2cerber.configure({ paidStatus: "confirm" })
    const { cartId, session } = await shopper.checkOut("azn", "pp_m2cerber_slow")
    await simulator.control.m2cerber.setStatus(session.data.reference, "confirm")
    const slowness = { gateway: "m2cerber", call: "get_status", kind: "delay", ms: 9_000 } as const
    await simulator.control.faults.add(slowness)
    const look = () => shopper.paymentStatus(session.id)
    expect(await look()).toMatchObject({ status: "awaiting" })
    await mayAskAgain(container)
    expect(await look()).toMatchObject({ status: "awaiting" })
    expect((await simulator.control.state()).faults).toEqual([expect.objectContaining({ hits: 1 })])

    await simulator.control.clock.advance(slowness.ms)
    expect(await eventually(look, ({ order_id }) => order_id !== null)).toMatchObject({
      status: "paid",
      order_id: expect.any(String),
    })
    expect(await books(cartId)).toMatchObject({ captured: "500.00", captures: 1 })
  })

  it("shows the last known state while the gateway is down", async () => {
    const { shopper, simulator } = store()
    const { session } = await shopper.checkOut("rub", "pp_tegro_main")
    await simulator.control.faults.add({ gateway: "tegro", kind: "status", status: 502, times: 0 })
    expect(await shopper.paymentStatus(session.id)).toMatchObject({ status: "awaiting" })
  })

  it.each(["", "/sent", "/cancel"])("knows no payment that nobody started (%s)", async (word) => {
    const { shopper } = store()
    const answer = await (word
      ? shopper.post(path("payses_nobody", word))
      : shopper.get(path("payses_nobody")))
    expect([answer.status, answer.body.code]).toEqual([404, "unknown_payment"])
  })
})
