import { mayAskAgain, mayNotAskYet } from "../support/clockwork"
import { eventually } from "../support/eventually"
import { storeSuite, type Store } from "../support/store-suite"

storeSuite("what a shopper says of his payment", (store) => {
  const callsOf = async ({ simulator }: Store, ...names: string[]) =>
    (await simulator.control.state()).calls.filter(({ call }) => names.includes(call)).length

  const canceled = { status: "failed", next: null, can_cancel: false, poll_after_ms: null }

  it('"I will not pay" gives the transfer up at the gateway, and the cart can be paid another way', async () => {
    const { shopper, simulator, books, attempt, settled } = store()
    const { cartId, collectionId, session } = await shopper.checkOut("azn", "pp_m2cerber_main")
    expect(await shopper.say("cancel", session.id)).toMatchObject(canceled)
    await settled()
    const { m2cerber } = await simulator.control.state()
    expect(m2cerber.payments[0]).toMatchObject({ status: "cancel" })
    expect(await attempt(session.id)).toMatchObject({ status: "canceled", held_for: null })
    expect(await books(cartId)).toMatchObject({ orders: [], captures: 0, payments: 0 })
    const next = await shopper.startPayment(collectionId, "pp_m2cerber_main")
    expect(await shopper.paymentStatus(next.id)).toMatchObject({ status: "awaiting", superseded: false })
  })

  it('"I will not pay" after the money has come makes the order instead', async () => {
    const { shopper, simulator, books } = store()
    await simulator.control.notifications.policy("m2cerber", { drop: true })
    await simulator.control.m2cerber.configure({ paidStatus: "confirm" })
    const { cartId, session } = await shopper.checkOut("azn", "pp_m2cerber_main")
    await simulator.control.m2cerber.setStatus(session.data.reference, "confirm")
    expect(await shopper.say("cancel", session.id)).toMatchObject({
      status: "paid",
      order_id: expect.any(String),
      can_cancel: false,
    })
    expect(await callsOf(store(), "update_status")).toBe(0)
    expect(await books(cartId)).toMatchObject({ captured: "500.00", captures: 1 })
  })

  it('"I will not pay" is not passed on where the gateway shows what may be money', async () => {
    const { shopper, simulator, attempt } = store()
    await simulator.control.notifications.policy("m2cerber", { drop: true })
    const { session } = await shopper.checkOut("azn", "pp_m2cerber_main")
    await simulator.control.m2cerber.setStatus(session.data.reference, "accept")
    const answer = await shopper.post(`/store/payment-gateways/sessions/${session.id}/cancel`)
    expect(answer.body.payment).toMatchObject({ status: "processing", can_cancel: false })
    expect(await callsOf(store(), "update_status")).toBe(0)
    expect(await attempt(session.id)).toMatchObject({ status: "processing" })
  })

  it('"I will not pay" after a part has come keeps the part for a person', async () => {
    const { shopper, simulator, books, problems, settled } = store()
    const { cartId, session } = await shopper.checkOut("azn", "pp_m2cerber_main")
    await simulator.control.m2cerber.transfer(session.data.reference, "120.50")
    await settled()
    expect(await shopper.say("cancel", session.id)).toMatchObject({
      ...canceled,
      received: "120.50",
    })
    await settled()
    expect(await problems(session.id)).toContain("canceled_after_part: open")
    expect(await books(cartId)).toMatchObject({ orders: [], captures: 0 })
  })

  it("said again and again is passed on once, and the answer is the same", async () => {
    const { shopper, container } = store()
    const { session } = await shopper.checkOut("azn", "pp_m2cerber_main")
    const views = await Promise.all(Array.from({ length: 10 }, () => shopper.say("cancel", session.id)))
    expect(views).toHaveLength(10)
    await mayAskAgain(container)
    expect(await shopper.say("cancel", session.id)).toMatchObject(canceled)
    expect(await callsOf(store(), "update_status")).toBe(1)
  })

  it("waits for its turn while the gateway still works on the other word, and is not lost", async () => {
    const { shopper, simulator, container, attempt } = store()
    const { session } = await shopper.checkOut("azn", "pp_m2cerber_slow")
    const slow = { gateway: "m2cerber", call: "get_status", kind: "delay", ms: 4_000 } as const
    await simulator.control.faults.add(slow)
    const sent = shopper.say("sent", session.id)
    await eventually(
      async () => (await simulator.control.state()).faults.some(({ hits }) => hits > 0),
      (isAsked) => isAsked,
    )
    await mayAskAgain(container)
    const cancel = `/store/payment-gateways/sessions/${session.id}/cancel`
    expect((await shopper.post(cancel)).body).toMatchObject({ code: "gateway_unavailable" })
    expect(await sent).toMatchObject({ status: "processing" })
    expect((await attempt(session.id)).status).toBe("processing")
  })

  it("is no way around the limit: while the gateway refuses, the next word within five seconds is not passed on", async () => {
    const { shopper, simulator, container } = store()
    const { session } = await shopper.checkOut("azn", "pp_m2cerber_main")
    const fault = {
      gateway: "m2cerber",
      call: "update_status",
      kind: "status",
      status: 500,
      times: 0,
    } as const
    await simulator.control.faults.add(fault)
    const say = (word: string) => shopper.post(`/store/payment-gateways/sessions/${session.id}/${word}`)
    expect((await say("sent")).body).toMatchObject({ code: "gateway_unavailable" })
    await mayNotAskYet(container)
    const calls = await callsOf(store(), "update_status", "get_status")
    for (const word of ["sent", "cancel", "sent", "cancel"]) {
      expect([(await say(word)).status, word]).toEqual([200, word])
    }
    expect(await callsOf(store(), "update_status", "get_status")).toBe(calls)

    await simulator.control.faults.clear()
    await mayAskAgain(container)
    expect(await shopper.say("sent", session.id)).toMatchObject({ status: "processing", can_cancel: false })
  })

  it("leaves the payment open when the gateway cannot be asked whether the money has come", async () => {
    const { shopper, simulator, attempt } = store()
    const { session } = await shopper.checkOut("azn", "pp_m2cerber_main")
    await simulator.control.faults.add({
      gateway: "m2cerber",
      call: "get_status",
      kind: "status",
      status: 500,
      times: 0,
    })
    const answer = await shopper.post(`/store/payment-gateways/sessions/${session.id}/cancel`)
    expect([answer.status, answer.body.code]).toEqual([500, "gateway_unavailable"])
    expect(JSON.stringify(answer.body)).not.toMatch(/m2cerber|127\.0\.0\.1|get_status/)
    expect(await callsOf(store(), "update_status")).toBe(0)
    expect(await attempt(session.id)).toMatchObject({ status: "awaiting" })
  })

  it("means nothing to a gateway that does not listen", async () => {
    const { shopper } = store()
    const { session } = await shopper.checkOut("rub", "pp_tegro_main")
    for (const word of ["sent", "cancel"] as const) {
      expect(await shopper.say(word, session.id)).toMatchObject({ status: "awaiting" })
    }
    expect(await callsOf(store(), "order")).toBe(0)
  })

  it("means nothing once another payment has taken its place", async () => {
    const { shopper } = store()
    const { collectionId, session } = await shopper.checkOut("azn", "pp_m2cerber_main")
    await shopper.startPayment(collectionId, "pp_m2cerber_main")
    const before = await callsOf(store(), "update_status")
    expect(await shopper.say("sent", session.id)).toMatchObject({ superseded: true })
    expect(await callsOf(store(), "update_status")).toBe(before)
  })
})
