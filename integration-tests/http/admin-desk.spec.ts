import { GATEWAY_LEDGER, type GatewayLedgerService } from "../../src/modules/gateway-ledger"
import { forgetAnswers } from "../../src/api/support/gateway-answers"
import { sweep } from "../../src/workflows"
import { Admin, keyAuthorization, signIn } from "../support/admin"
import { inbox } from "../support/clockwork"
import { eventually } from "../support/eventually"
import { storeSuite } from "../support/store-suite"

const SECRETS = ["EEFA1913EA9D9351469B1E5D852A", "GB%^&*YJni677", "the-next-secret", "simulator-secret"]

storeSuite("the admin's desk", (store) => {
  let anna: Admin
  let boris: Admin
  const seen: string[] = []
  beforeEach(async () => {
    forgetAnswers(store().container)
    anna = await signIn(store().container, store().medusaUrl)
    boris = await signIn(store().container, store().medusaUrl, "boris@example.com")
  })
  afterEach(() => seen.push(...anna.answers, ...boris.answers))
  afterAll(() => {
    expect(seen.length).toBeGreaterThan(30)
    for (const secret of SECRETS) expect(seen.join("\n")).not.toContain(secret)
  })
  const hang = (gateway: "tegro" | "m2cerber") =>
    store().simulator.control.faults.add({ gateway, kind: "delay", ms: 30_000, times: 0 })

  it("lists the configured providers with what they can do and the merchant's rules", async () => {
    const { providers } = (await anna.get("providers")).body
    const byId = (id: string) => providers.find((one: { id: string }) => one.id === id)
    expect(byId("pp_tegro_main")).toEqual({
      id: "pp_tegro_main",
      gateway: "tegro",
      title: "Tegro.money",
      account: store().shopId,
      currencies: ["rub", "usd", "eur"],
      accepts_test_payments: false,
      can: {
        balances: true,
        balance_range: false,
        list_payments: true,
        check_connection: true,
        payouts: false,
        captures: false,
        refunds: false,
      },
      capture: "automatic",
      refunds: "reject",
      payouts: null,
    })
    expect(byId("pp_m2cerber_two")).toMatchObject({
      can: { balance_range: true, list_payments: false, payouts: true },
      payouts: {
        currencies: ["azn"],
        min: null,
        max: null,
        two_person: true,
        needs_payment_system: false,
      },
    })
    expect(byId("pp_yookassa_hold")).toMatchObject({
      ...{ can: { captures: "once", refunds: "partial" }, capture: "manual", refunds: "gateway" },
    })
    expect(byId("pp_tegro_payouts").payouts).toMatchObject({ min: "10", needs_payment_system: true })
  })

  it("answers with balances at once though the gateway hangs: the last known ones, with their age", async () => {
    const of = (answer: { body: { balances: { provider_id: string }[] } }, id: string) =>
      answer.body.balances.find(({ provider_id }) => provider_id === id)
    await sweep(store().container)
    await hang("tegro")
    await hang("m2cerber")
    const first = await anna.get("balances")
    const refreshed = await anna.post("balances/refresh")
    // At once: the questions still hang.
    for (const answer of [first, refreshed]) {
      expect(of(answer, "pp_tegro_main")).toMatchObject({
        refreshing: true,
        stale: false,
        error: null,
        read_at: expect.any(String),
        entries: expect.arrayContaining([
          expect.objectContaining({
            currency_code: "rub",
            available: expect.stringMatching(/^\d+\.\d\d$/),
          }),
        ]),
      })
    }
    await store().simulator.control.faults.clear()
    const { series } = (await anna.get("balances/history", { days: 90 })).body
    expect(series).toContainEqual({
      provider_id: "pp_tegro_main",
      currency_code: "rub",
      points: [{ at: expect.any(String), available: expect.any(String) }],
    })
    expect((await anna.get("balances/history", { days: 31 })).status).toBe(400)
    expect((await anna.get("balances/history")).body.days).toBe(30)
  })

  it("tells the balance of some days where the gateway can, and refuses it where it cannot", async () => {
    const { status, body } = await anna.get("balances/pp_m2cerber_main", {
      from: "2026-01-01",
      to: "2026-12-31",
    })
    expect(status).toBe(200)
    expect(body.balances).toEqual([expect.objectContaining({ provider_id: "pp_m2cerber_main" })])
    const refused = await anna.get("balances/pp_tegro_main", { from: "2026-01-01" })
    expect([refused.status, refused.body.code]).toEqual([400, "capability_missing"])
    expect((await anna.get("balances/pp_m2cerber_main", { from: "tomorrow" })).status).toBe(400)
    expect((await anna.get("balances/pp_nobody")).status).toBe(404)
  })

  it("shows the gateway's statement beside ours, and where they differ", async () => {
    const { shopper, simulator, settled } = store()
    await simulator.control.notifications.policy("tegro", { drop: true })
    const waiting = await shopper.checkOut("rub", "pp_tegro_main")
    const unheard = await shopper.checkOut("rub", "pp_tegro_main")
    await simulator.control.tegro.pay(unheard.session.data.reference)
    await simulator.control.notifications.policy("tegro", { drop: false })
    const paid = await shopper.checkOut("rub", "pp_tegro_main")
    await simulator.control.tegro.pay(paid.session.data.reference)
    await settled()
    // Of the same shop; another provider instance asked for it.
    const sibling = await shopper.checkOut("rub", "pp_tegro_receipt")
    const { body } = await eventually(
      () => anna.get("statement", { provider_id: "pp_tegro_main" }),
      (answer) => !answer.body.refreshing,
    )
    const of = ({ session }: typeof paid) =>
      body.rows.find(({ reference }: { reference: string }) => reference === session.data.reference)
    expect(body).toMatchObject({ page: 1, has_more: false, refreshing: false, error: null })
    expect(of(paid)).toMatchObject({ ours: { status: "paid", captured: "1490.50" }, differences: [] })
    expect(of(waiting)).toMatchObject({ gateway: { amount: "1490.50" }, differences: [] })
    expect(of(unheard)).toMatchObject({ differences: ["status", "not_captured"] })
    expect(of(sibling)).toMatchObject({ ours: { status: "awaiting" }, differences: [] })
    const refused = await anna.get("statement", { provider_id: "pp_m2cerber_main" })
    expect([refused.status, refused.body.code]).toEqual([400, "capability_missing"])
    expect((await anna.get("statement")).status).toBe(400)

    await hang("tegro")
    const later = await anna.get("statement", { provider_id: "pp_tegro_main" })
    expect(later.body).toMatchObject({ rows: body.rows, error: null })
    await simulator.control.faults.clear()
  })

  it("replays a notification safely: a settled one changes nothing, a lost one is caught up", async () => {
    const { shopper, simulator, settled, books, container } = store()
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    await simulator.control.tegro.pay(session.data.reference)
    await settled()
    const { notifications, count } = (await anna.get("notifications", { state: "done" })).body
    expect([count, notifications[0]]).toEqual([
      1,
      expect.objectContaining({
        reference: session.data.reference,
        claimed: { status: "paid", received: null },
        outcome: "capture",
        attempt_id: expect.stringMatching(/^payatt_/),
        tries: 1,
      }),
    ])
    expect((await anna.get("notifications", { q: session.data.reference })).body.count).toBe(1)
    expect((await anna.get("notifications", { q: "shopper@example.com" })).body.count).toBe(1)
    expect((await anna.get("notifications", { state: "failed" })).body.count).toBe(0)
    const { id } = notifications[0]
    const replays = await Promise.all([
      anna.post(`notifications/${id}/replay`),
      boris.post(`notifications/${id}/replay`),
    ])
    for (const { status } of replays) expect(status).toBe(200)
    await settled()
    const [replayed, ...others] = await inbox(container)
    expect([replayed!.state, others]).toEqual(["done", []])
    expect(replayed!.tries).toBeGreaterThan(1)
    expect(await books(cartId)).toMatchObject({ captures: 1, captured: "1490.50" })
    expect((await books(cartId)).orders).toHaveLength(1)

    await simulator.control.faults.add({ gateway: "tegro", kind: "status", status: 500, times: 0 })
    const failed = (await anna.post(`notifications/${id}/replay`)).body
    expect(failed.outcome).not.toBe("done")
    await simulator.control.faults.clear()
    await settled()
    expect(await books(cartId)).toMatchObject({ captures: 1 })
    expect((await anna.post("notifications/gwnot_nobody/replay")).status).toBe(404)
  })

  const draft = {
    provider_id: "pp_m2cerber_two",
    amount: "100.50",
    currency_code: "azn",
    account: "994501112233",
    note: "to the supplier",
  }

  it("takes two people to send a payout, and shows who did what", async () => {
    const { container, medusaUrl, simulator } = store()
    const drafted = (await anna.post("payouts", draft)).body.payout
    expect(drafted).toMatchObject({
      state: "draft",
      amount: "100.50",
      currency_code: "azn",
      requested_by: { email: "anna@example.com" },
      may_approve: false,
      may_cancel: true,
    })
    const own = await anna.post(`payouts/${drafted.id}/approve`)
    expect([own.status, own.body.code]).toEqual([403, "payout_needs_another_person"])
    const robot = new Admin(medusaUrl, await keyAuthorization(container))
    expect((await robot.post(`payouts/${drafted.id}/approve`)).status).toBe(403)
    expect((await boris.get(`payouts/${drafted.id}`)).body.payout.may_approve).toBe(true)
    await boris.post(`payouts/${drafted.id}/approve`)
    const payout = await eventually(
      async () => (await boris.get(`payouts/${drafted.id}`)).body.payout,
      ({ state }) => state !== "sending",
    )
    expect(payout).toMatchObject({ state: "sent", approved_by: { email: "boris@example.com" } })
    expect(payout.history.map(({ action, by }: never) => [action, (by as { email: string }).email])).toEqual([
      ["request", "anna@example.com"],
      ["approve", "boris@example.com"],
      ["send", "boris@example.com"],
    ])
    const again = await boris.post(`payouts/${drafted.id}/approve`)
    expect([again.status, again.body.code]).toEqual([409, "payout_state"])
    expect((await anna.post(`payouts/${drafted.id}/cancel`)).body.code).toBe("payout_state")
    expect((await simulator.control.state()).m2cerber.payouts).toHaveLength(1)
    expect((await anna.get("payouts", { state: ["sent", "paid"], q: payout.reference })).body.count).toBe(1)
    expect((await anna.get("payouts", { state: "draft" })).body.count).toBe(0)
  })

  it("says honestly that nobody knows whether a payout left, and never sends it twice", async () => {
    const { simulator } = store()
    const { id } = (await anna.post("payouts", { ...draft, provider_id: "pp_m2cerber_payouts" })).body.payout
    await simulator.control.faults.add({ gateway: "m2cerber", kind: "reset_after_success", times: 0 })
    const { status, body } = await anna.post(`payouts/${id}/approve`)
    expect([status, body.outcome, body.payout.state]).toEqual([200, "pending", "sending"])
    expect((await anna.post(`payouts/${id}/approve`)).status).toBe(409)
    await simulator.control.faults.clear()
    const checked = (await anna.post(`payouts/${id}/check`)).body
    expect(["done", "pending"]).toContain(checked.outcome)
    expect((await simulator.control.state()).m2cerber.payouts).toHaveLength(1)
  })

  it("makes one payout of a double click, and refuses the key for other money", async () => {
    const keyed = { ...draft, idempotency_key: "click-0001" }
    const clicks = await Promise.all([anna.post("payouts", keyed), anna.post("payouts", keyed)])
    const ids = clicks.map(({ body }) => body.payout?.id)
    expect(ids[0]).toMatch(/^payout_/)
    expect(ids[1]).toBe(ids[0])
    expect((await anna.get("payouts")).body.count).toBe(1)
    const other = await anna.post("payouts", { ...keyed, amount: "200" })
    expect([other.status, other.body.code]).toEqual([409, "payout_key_reused"])
    const canceled = (await anna.post(`payouts/${ids[0]}/cancel`)).body.payout
    expect([canceled.state, canceled.history.at(-1).action]).toEqual(["canceled", "cancel"])
  })

  it.each([
    [{ amount: "1e3" }, "payout_amount_not_allowed"],
    [{ currency_code: "rub" }, "payout_currency_not_allowed"],
    [{ account: "a b" }, "payout_account_invalid"],
    [{ provider_id: "pp_m2cerber_main" }, "payouts_off"],
    [{ amount: 100.5 }, undefined],
    [{ secret: 1 }, undefined],
  ])("refuses a payout with %j", async (change, code) => {
    const { status, body } = await anna.post("payouts", { ...draft, ...change })
    expect([status, body.code]).toEqual([400, code])
    expect((await anna.get("payouts")).body.count).toBe(0)
  })

  it("shows how each connection is doing, and warns of what will go wrong", async () => {
    const { medusaUrl, container, shopper, simulator } = store()
    const before = (await anna.get("connections")).body
    expect(before.warnings.sort()).toEqual(["insecure_address", "locking_not_shared", "sweep_not_running"])
    await sweep(container)
    const { session } = await shopper.checkOut("rub", "pp_tegro_main")
    await simulator.control.notifications.policy("tegro", { drop: true })
    await simulator.control.tegro.pay(session.data.reference)
    const [{ id }] = (await anna.get("payments")).body.payments
    await eventually(
      async () => (await anna.post(`payments/${id}/check`)).body.payment,
      ({ status }) => status === "paid",
    )
    const checked = await eventually(
      async () => (await anna.post("connections/pp_tegro_main/check")).body.connection,
      ({ last_check }) => last_check.error?.code !== "gateway_slow",
    )
    expect(checked).toMatchObject({
      title: "Tegro.money",
      webhook_urls: [{ purpose: "payments", url: `${medusaUrl}/hooks/payment-gateways/tegro_main` }],
      last_check: { ok: true, error: null, details: { active: "yes" } },
      warnings: ["no_notifications"],
    })
    const after = (await anna.get("connections")).body
    expect(after.last_sweep_at).toEqual(expect.any(String))
    expect(after.warnings).not.toContain("sweep_not_running")
    expect(after.warnings).not.toContain("sweep_not_scheduled")
    await container
      .resolve<GatewayLedgerService>(GATEWAY_LEDGER)
      .watch.takeOver({ everyMs: 0, lateMs: 60_000 })
    expect((await anna.get("connections")).body.warnings).toContain("sweep_not_scheduled")
    const of = (id: string) =>
      after.connections.find(({ provider_id }: { provider_id: string }) => provider_id === id)
    expect(of("pp_tegro_test").warnings).toEqual(["test_mode"])
    expect(of("pp_m2cerber_main")).toMatchObject({ webhook_urls: [], last_check: null })
    await hang("m2cerber")
    const slow = (await anna.post("connections/pp_m2cerber_main/check")).body.connection
    expect(slow.last_check).toMatchObject({ ok: false, error: { code: "gateway_slow" } })
    await simulator.control.faults.clear()
    expect((await anna.post("connections/pp_nobody/check")).status).toBe(404)
  })
})
