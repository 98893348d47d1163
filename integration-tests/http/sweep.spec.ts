import { GATEWAY_LEDGER, type GatewayLedgerService } from "../../src/modules/gateway-ledger"
import { sweep as sweepBackground } from "../../src/background"
import { dependenciesOf } from "../../src/composition"
import { sweep } from "../../src/workflows"
import { age, inbox, makeDue } from "../support/clockwork"
import { eventually } from "../support/eventually"
import { storeSuite } from "../support/store-suite"

storeSuite("the sweep", (store) => {
  const ledger = () => store().container.resolve<GatewayLedgerService>(GATEWAY_LEDGER)
  const calls = async (name: string) =>
    (await store().simulator.control.state()).calls.filter(({ call }) => call === name).length

  // Pain 10
  it("settles what no notification told of, and asks Tegro by the page, not by the payment", async () => {
    const { shopper, simulator, books, container } = store()
    await simulator.control.notifications.policy("tegro", { drop: true })
    const checkouts = []
    for (let i = 0; i < 6; i++) checkouts.push(await shopper.checkOut("rub", "pp_tegro_main"))
    const paid = checkouts[2]!
    await simulator.control.tegro.pay(paid.session.data.reference)
    await makeDue(container)

    expect(await sweep(container)).toMatchObject({ attempts: 6 })

    expect(await books(paid.cartId)).toMatchObject({ captured: "1490.50", captures: 1, orderPaid: "1490.50" })
    expect(await books(checkouts[0]!.cartId)).toMatchObject({ captures: 0 })
    // One page for all of them, then a closer look at the one that moved (by the settlement).
    expect(await calls("order")).toBe(1)
    // The list itself was read for the first time, too, up to the page that is empty.
    expect(await calls("orders")).toBe(1 + 2)
    // The others are put off: nothing is due at once.
    expect(await sweep(container)).toMatchObject({ attempts: 0 })
  })

  it("asks m2cerber payment by payment, and once each when two sweeps run at a time", async () => {
    const { shopper, container } = store()
    for (let i = 0; i < 4; i++) await shopper.checkOut("azn", "pp_m2cerber_main")
    await makeDue(container)
    const reports = await Promise.all([sweep(container), sweep(container)])
    expect(reports.reduce((sum, { attempts }) => sum + attempts, 0)).toBe(4)
    expect(await calls("get_status")).toBe(4)
  })

  it("takes over a notification whose worker died", async () => {
    const { shopper, simulator, books, container } = store()
    await simulator.control.notifications.policy("tegro", { drop: true })
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    await simulator.control.tegro.pay(session.data.reference)
    const received = await ledger().inbox.receive({
      gateway: "tegro",
      provider_id: "pp_tegro_main",
      fingerprint: "f",
      subject: "payment",
      reference: session.data.reference,
      gateway_id: null,
      claim: { status: "paid", received: null, currency: "RUB" },
    })
    await ledger().inbox.claim(received?.id ?? "", 150_000)
    await simulator.control.faults.add({ gateway: "tegro", kind: "status", status: 503, times: 0 })
    await sweep(container)
    await simulator.control.faults.clear()
    expect(await books(cartId)).toMatchObject({ captures: 0 })

    await makeDue(container)
    await sweep(container)
    expect(await books(cartId)).toMatchObject({ captured: "1490.50", captures: 1 })
    expect(await inbox(container)).toEqual([expect.objectContaining({ state: "done", tries: 2 })])
  })

  it("finds money at Tegro that the ledger does not know, and tells of it once", async () => {
    const { shopper, simulator, container } = store()
    await simulator.control.notifications.policy("tegro", { drop: true })
    const lost = await shopper.checkOut("rub", "pp_tegro_main")
    await simulator.control.tegro.pay(lost.session.data.reference)
    await ledger().deletePaymentAttempts((await store().attempt(lost.session.id)).id)
    for (let i = 0; i < 3; i++) await shopper.checkOut("rub", "pp_tegro_main")
    for (let i = 0; i < 2; i++) {
      await makeDue(container)
      await sweep(container)
    }
    // Listing stops once all that was asked for is found, so it goes on to the older one on the same page.
    expect(await ledger().listPaymentProblems({})).toEqual([
      expect.objectContaining({
        kind: "unknown_payment",
        reference: lost.session.data.reference,
        amount: "1490.50000000",
      }),
    ])
  })

  it("gives an unpaid payment up when it is three days old, and captures if the money comes even then", async () => {
    const { shopper, simulator, books, attempt, container, settled } = store()
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    await age(container, 73)
    await makeDue(container)
    await sweep(container)
    expect(await attempt(session.id)).toMatchObject({ status: "expired", next_check_at: null })
    await simulator.control.tegro.pay(session.data.reference)
    await settled()
    expect(await books(cartId)).toMatchObject({ captured: "1490.50", captures: 1 })
  })

  it("goes on when one gateway is down", async () => {
    const { shopper, simulator, books, container } = store()
    await simulator.control.notifications.policy("m2cerber", { drop: true })
    await simulator.control.m2cerber.configure({ paidStatus: "confirm" })
    for (let i = 0; i < 3; i++) await shopper.checkOut("rub", "pp_tegro_main")
    const transfer = await shopper.checkOut("azn", "pp_m2cerber_main")
    await simulator.control.m2cerber.transfer(transfer.session.data.reference, "500")
    await simulator.control.faults.add({ gateway: "tegro", kind: "status", status: 500, times: 0 })
    await makeDue(container)
    await sweep(container)
    expect(await books(transfer.cartId)).toMatchObject({ captured: "500.00", captures: 1 })
  })

  it("does not let the money of one gateway wait for another one that hangs", async () => {
    const { shopper, simulator, books, container } = store()
    for (const gateway of ["tegro", "m2cerber"] as const) {
      await simulator.control.notifications.policy(gateway, { drop: true })
    }
    for (let i = 0; i < 12; i++) {
      const { session } = await shopper.checkOut("azn", "pp_m2cerber_main")
      await ledger().inbox.receive({
        ...{ gateway: "m2cerber", provider_id: "pp_m2cerber_main", fingerprint: `print ${i}` },
        ...{ subject: "payment", reference: session.data.reference, gateway_id: null },
        claim: { status: "paid", received: null, currency: "AZN" },
      })
    }
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    await simulator.control.tegro.pay(session.data.reference)
    await makeDue(container)
    await simulator.control.faults.add({ gateway: "m2cerber", kind: "delay", ms: 60_000, times: 0 })
    let isOver = false
    const sweeping = sweep(container).finally(() => (isOver = true))
    const paid = await eventually(
      () => books(cartId),
      ({ captures }) => captures === 1,
    )
    expect([paid.captured, isOver]).toEqual(["1490.50", false])
    await sweeping
  })

  it("leaves a gateway in peace that gives no answers, and catches up once it does", async () => {
    const { shopper, simulator, books, container } = store()
    await simulator.control.notifications.policy("m2cerber", { drop: true })
    await simulator.control.m2cerber.configure({ paidStatus: "confirm" })
    const transfers = []
    for (let i = 0; i < 14; i++) transfers.push(await shopper.checkOut("azn", "pp_m2cerber_main"))
    const last = transfers[13]!
    await simulator.control.m2cerber.transfer(last.session.data.reference, "500")
    await simulator.control.faults.add({ gateway: "m2cerber", kind: "status", status: 500, times: 0 })
    await makeDue(container)
    expect(await sweep(container)).toMatchObject({ attempts: 14 })
    const asked = await calls("get_status")
    // A question without an answer is asked three times; most payments were not asked about at all.
    expect(asked).toBeLessThan(14 * 3)

    await simulator.control.faults.clear()
    await makeDue(container)
    await sweep(container)
    expect(await books(last.cartId)).toMatchObject({ captured: "500.00", captures: 1 })
    expect(await calls("get_status")).toBe(asked + 14)
  })

  it("gives way when its time is over, and goes on where it stopped", async () => {
    const { shopper, container } = store()
    for (let i = 0; i < 4; i++) await shopper.checkOut("azn", "pp_m2cerber_main")
    await makeDue(container)
    const dependencies = dependenciesOf(container)
    expect(await sweepBackground(dependencies, { budgetMs: 0 })).toMatchObject({ attempts: 0 })
    let now = Date.now()
    const hurried = { ...dependencies, now: () => (now += 400) }
    await sweepBackground(hurried, { budgetMs: 1_000 })
    const asked = await calls("get_status")
    expect(asked).toBeLessThan(4)
    await sweep(container)
    expect(await calls("get_status")).toBe(4)
  })

  it("asks for refused balances ever less often", async () => {
    const { simulator, container } = store()
    await simulator.control.faults.add({
      gateway: "tegro",
      call: "balance",
      kind: "status",
      status: 403,
      times: 0,
    })
    for (let i = 0; i < 5; i++) await sweep(container)
    expect(await calls("balance")).toBe(1)
  })

  it("writes the balances down once an hour", async () => {
    const { container } = store()
    await sweep(container)
    await sweep(container)
    const snapshots = await ledger().listBalanceSnapshots({
      provider_id: "pp_tegro_main",
      currency_code: "RUB",
    })
    expect(snapshots).toHaveLength(1)
    expect(snapshots[0]!.available).toMatch(/^\d+\.\d\d$/)
  })
})
