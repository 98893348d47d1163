import { storeSuite } from "../support/store-suite"

storeSuite("a store among real shoppers", (store) => {
  const sessionsOf = async (collectionId: string) => {
    const query = store().container.resolve("query")
    const { data } = await query.graph({
      entity: "payment_session",
      fields: ["id"],
      filters: { payment_collection_id: collectionId },
    })
    return data
  }

  it("does not believe what a shopper writes into the session", async () => {
    const { shopper, books, simulator, settled } = store()
    const victim = await shopper.checkOut("rub", "pp_tegro_main")
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main", {
      paid: true,
      status: "paid",
      amount: "0.01",
      currency_code: "xxx",
      reference: victim.session.data.reference,
      session_id: victim.session.id,
      gateway_id: "755555",
      cleared_at: "2020-01-01",
      next_action: { type: "redirect", url: "https://evil.example" },
    })
    expect(session.data).toMatchObject({
      session_id: session.id,
      amount: "1490.50",
      currency_code: "rub",
      status: "awaiting",
    })
    expect(session.data.reference).not.toBe(victim.session.data.reference)
    expect(JSON.stringify(session.data.next_action)).not.toContain("evil")

    // The victim pays; the thief's cart must not profit.
    await simulator.control.tegro.pay(victim.session.data.reference)
    await settled()
    const stolen = await shopper.complete(cartId)
    expect(stolen.status).toBe(400)
    expect(await books(cartId)).toMatchObject({ orders: [], captures: 0 })
    expect(await books(victim.cartId)).toMatchObject({ captured: "1490.50" })
  })

  it("lets a shopper who completes too early pay afterwards", async () => {
    const { shopper, simulator, books, settled } = store()
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    for (let tries = 0; tries < 2; tries++) {
      expect((await shopper.complete(cartId)).status).toBe(400)
    }
    await simulator.control.tegro.pay(session.data.reference)
    await settled()
    expect(await books(cartId)).toMatchObject({ captured: "1490.50", captures: 1, orderPaid: "1490.50" })
  })

  // Pain 3
  it("makes one order of one payment when the notification, four completions and two polls come at once", async () => {
    const { shopper, simulator, books, settled } = store()
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    await simulator.control.tegro.pay(session.data.reference)
    await Promise.all([
      ...[1, 2, 3, 4].map(() => shopper.complete(cartId)),
      ...[1, 2].map(() => shopper.paymentStatus(session.id)),
    ])
    await settled()
    expect(await books(cartId)).toMatchObject({
      captured: "1490.50",
      captures: 1,
      payments: 1,
      orders: [expect.any(String)],
    })
  })

  // Pain 6
  it("keeps the money of a cart that was changed after the payment was started for a person", async () => {
    const { shopper, simulator, books, attempt, settled } = store()
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    expect((await shopper.addItem(cartId)).status).toBe(200)
    await simulator.control.tegro.pay(session.data.reference)
    await settled()
    expect(await books(cartId)).toMatchObject({ captures: 0, orders: [] })
    expect(await attempt(session.id)).toMatchObject({ held_for: "orphan", superseded_at: expect.any(Date) })
  })

  // Pain 5
  it("keeps the money of a payment whose session asks another sum by now for a person", async () => {
    const { shopper, simulator, books, container, settled } = store()
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    const payments = container.resolve("payment")
    await payments.updatePaymentSession({
      id: session.id,
      amount: 2000,
      currency_code: "rub",
      data: session.data,
    })
    await simulator.control.tegro.pay(session.data.reference)
    await settled()
    expect(await books(cartId)).toMatchObject({ captures: 0, orders: [] })
  })

  it("asks for the new sum after a change, and takes it", async () => {
    const { shopper, simulator, books, settled } = store()
    const { cartId, collectionId } = await shopper.checkOut("rub", "pp_tegro_main")
    await shopper.addItem(cartId)
    const session = await shopper.startPayment(collectionId, "pp_tegro_main")
    expect(session.data.amount).toBe("2981.00")
    await simulator.control.tegro.pay(session.data.reference)
    await settled()
    expect(await books(cartId)).toMatchObject({ captured: "2981.00", orderPaid: "2981.00" })
  })

  it("keeps two carts apart that are paid in the other order", async () => {
    const { shopper, simulator, books, settled } = store()
    const first = await shopper.checkOut("rub", "pp_tegro_main")
    const second = await shopper.checkOut("azn", "pp_m2cerber_main")
    await simulator.control.m2cerber.transfer(second.session.data.reference, "500")
    await settled()
    expect(await books(first.cartId)).toMatchObject({ captures: 0, orders: [] })
    expect(await books(second.cartId)).toMatchObject({ captured: "500.00" })
    await simulator.control.tegro.pay(first.session.data.reference)
    await settled()
    expect(await books(first.cartId)).toMatchObject({ captured: "1490.50" })
  })

  // Pain 7
  it("captures once when both payments of one cart are paid, and keeps the second for a person", async () => {
    const { shopper, simulator, books, attempt, settled } = store()
    const { cartId, collectionId, session } = await shopper.checkOut("azn", "pp_m2cerber_main")
    const second = await shopper.startPayment(collectionId, "pp_m2cerber_main")
    for (const { data } of [second, session]) {
      await simulator.control.m2cerber.transfer(data.reference, "500")
      await settled()
    }
    expect(await books(cartId)).toMatchObject({ captured: "500.00", captures: 1 })
    expect(await attempt(session.id)).toMatchObject({ held_for: "paid_twice" })
  })

  // Pain 13
  it("rounds a total that no currency can express, and shows the order as fully paid", async () => {
    const { shopper, simulator, books, catalog, settled } = store()
    const { cartId, collectionId } = await shopper.fillCart("eur", 3, catalog.fractionalVariantId)
    const session = await shopper.startPayment(collectionId, "pp_tegro_main")
    expect(session.data.amount).toBe("10.00")
    await simulator.control.tegro.pay(session.data.reference)
    await settled()
    expect(await books(cartId)).toMatchObject({ captured: "10.00", captures: 1, orderPending: "0.00" })
  })

  it.each([
    ["pp_m2cerber_main", "rub", "AZN"],
    ["pp_tegro_main", "azn", "RUB, USD, EUR"],
  ] as const)("tells a shopper in words that %s does not take %s", async (provider, currency, taken) => {
    const { shopper, simulator } = store()
    const { collectionId } = await shopper.fillCart(currency)
    const answer = await shopper.choose(collectionId, provider)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({
      code: "currency_not_supported",
      message: expect.stringContaining(taken),
    })
    expect(await sessionsOf(collectionId)).toEqual([])
    expect((await simulator.control.state()).calls).toEqual([])
  })

  it.each([{}, { user_wallet: "<script>" }, { user_wallet: { $ne: 1 } }, { user_wallet: "12" }])(
    "asks for the wallet that a transfer comes from (%j)",
    async (data) => {
      const { shopper } = store()
      const { collectionId } = await shopper.fillCart("azn")
      const answer = await shopper.choose(collectionId, "pp_m2cerber_main", data)
      expect([answer.status, answer.body.code]).toEqual([400, "payer_wallet_required"])
      expect(await sessionsOf(collectionId)).toEqual([])
    },
  )

  it.each([
    ["tegro", "rub", "createOrder", { kind: "status", status: 502, times: 0 }],
    ["tegro", "rub", "createOrder", { kind: "timeout_after_success" }],
    ["tegro", "rub", "createOrder", { kind: "garbage", times: 0 }],
    ["tegro", "rub", "createOrder", { kind: "success_without_data", times: 0 }],
    ["tegro", "rub", "createOrder", { kind: "cloudflare", times: 0 }],
    ["m2cerber", "azn", "get_wallet", { kind: "status", status: 500, times: 0 }],
    ["m2cerber", "azn", "get_wallet", { kind: "timeout_after_success" }],
    ["m2cerber", "azn", "get_wallet", { kind: "garbage", times: 0 }],
    ["m2cerber", "azn", "get_wallet", { kind: "mismatch", patch: { payment_id: 42 } }],
  ] as const)(
    "says clearly that %s is in trouble (%s %s %j), leaves no half-made session, and works again after",
    async (gateway, currency, call, fault) => {
      const { shopper, simulator } = store()
      const { collectionId } = await shopper.fillCart(currency)
      await simulator.control.faults.add({ gateway, call, ...fault })
      const answer = await shopper.choose(collectionId, `pp_${gateway}_main`)
      expect(answer.status).toBe(500)
      expect(answer.body.message).toMatch(/Nothing was charged/)
      expect(await sessionsOf(collectionId)).toEqual([])

      await simulator.control.faults.clear()
      const session = await shopper.startPayment(collectionId, `pp_${gateway}_main`)
      expect(session.data.status).toBe("awaiting")
    },
  )

  it.each(["reset_after_success", "reset"] as const)(
    "asks first after a lost answer (%s): one order at the gateway at most",
    async (kind) => {
      const { shopper, simulator } = store()
      const { collectionId } = await shopper.fillCart("rub")
      await simulator.control.faults.add({ gateway: "tegro", call: "createOrder", kind })
      await shopper.choose(collectionId, "pp_tegro_main")
      const { tegro, calls } = await simulator.control.state()
      expect(tegro.orders).toHaveLength(1)
      expect(calls.map(({ call }) => call)).toContain("order")
    },
  )

  it("switches the way to pay although the gateway is down", async () => {
    const { shopper, simulator } = store()
    const { collectionId } = await shopper.checkOut("azn", "pp_m2cerber_main")
    await simulator.control.faults.add({
      gateway: "m2cerber",
      call: "update_status",
      kind: "status",
      status: 500,
      times: 0,
    })
    const session = await shopper.startPayment(collectionId, "pp_m2cerber_main")
    expect(await sessionsOf(collectionId)).toHaveLength(1)
    expect(session.data.status).toBe("awaiting")
  })

  it("shows a shopper nothing secret, wherever he looks", async () => {
    const { shopper, simulator, settled, cartOf } = {
      ...store(),
      cartOf: (id: string) => store().shopper.get(`/store/carts/${id}`),
    }
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    const before = await cartOf(cartId)
    await simulator.control.tegro.pay(session.data.reference)
    await settled()
    const status = await shopper.get(`/store/payment-gateways/sessions/${session.id}`)
    const order = await shopper.get(
      `/store/orders/${status.body.payment.order_id}?fields=*payment_collections.payments,*payment_collections.payment_sessions`,
    )
    const seen = JSON.stringify([before.body, status.body, order.body])
    expect(seen).toContain(session.data.reference)
    for (const secret of ["EEFA1913EA9D9351469B1E5D852A", "GB%^&*YJni677", "simulator-secret", "callback"]) {
      expect(seen).not.toContain(secret)
    }
  })
})
