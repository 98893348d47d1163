import { Modules } from "@medusajs/framework/utils"
import { updateRegionsWorkflow } from "@medusajs/medusa/core-flows"
import { forgetAnswers } from "../../src/api/support/gateway-answers"
import { Admin, keyAuthorization, signIn } from "../support/admin"
import { eventually } from "../support/eventually"
import { storeSuite } from "../support/store-suite"

storeSuite("an admin settles what needs a person", (store) => {
  let anna: Admin
  let boris: Admin
  beforeEach(async () => {
    forgetAnswers(store().container)
    anna = await signIn(store().container, store().medusaUrl)
    boris = await signIn(store().container, store().medusaUrl, "boris@example.com")
  })

  const overpaid = async () => {
    const { shopper, simulator, settled } = store()
    const { session } = await shopper.checkOut("azn", "pp_m2cerber_main")
    await simulator.control.m2cerber.transfer(session.data.reference, "512.34")
    await settled()
    return (await anna.get("problems")).body.problems[0]
  }

  /** Captured money whose cart could not become an order, since the region has lost the provider. */
  const withoutOrder = async () => {
    const { shopper, simulator, settled, container, catalog } = store()
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    const offer = (payment_providers: string[]) =>
      updateRegionsWorkflow(container).run({
        input: { selector: { id: catalog.regions.rub }, update: { payment_providers } },
      })
    await offer(["pp_tegro_redirect"])
    await simulator.control.tegro.pay(session.data.reference)
    await settled()
    return { cartId, offer, problem: (await anna.get("problems")).body.problems[0] }
  }

  it("finds problems by state, kind, provider, reference, order and e-mail", async () => {
    const problem = await overpaid()
    expect(problem).toMatchObject({
      kind: "overpaid",
      state: "open",
      amount: "12.34",
      currency_code: "azn",
      email: "shopper@example.com",
      order: { display_id: expect.any(Number) },
      actions: ["check", "refunded", "resolve"],
      history: [],
    })
    const ids = async (query: object) =>
      (await anna.get("problems", query)).body.problems.map(({ id }: { id: string }) => id)
    for (const query of [
      { state: "open" },
      { kind: ["overpaid", "orphan"] },
      { provider_id: "pp_m2cerber_main" },
      { q: problem.reference },
      { q: String(problem.order.display_id) },
      { q: "shopper@example.com" },
    ]) {
      expect([query, await ids(query)]).toEqual([query, [problem.id]])
    }
    for (const query of [{ state: "resolved" }, { kind: "orphan" }, { q: "nobody@example.com" }]) {
      expect([query, await ids(query)]).toEqual([query, []])
    }
    expect((await anna.get("problems/count")).body).toEqual({ open: 1 })
    expect((await anna.get("problems", { kind: "rich" })).status).toBe(400)
  })

  it("shows who checked, who resolved, when and with which words; other plugins hear of the end", async () => {
    const { container, settled } = store()
    const heard: unknown[] = []
    container.resolve(Modules.EVENT_BUS).subscribe("payment_gateway.problem_resolved", async ({ data }) => {
      heard.push(data)
    })
    const { id } = await overpaid()
    expect((await anna.post(`problems/${id}/check`)).body.problem.state).toBe("open")
    await new Admin(store().medusaUrl, await keyAuthorization(container)).post(`problems/${id}/check`)
    const wrong = await boris.post(`problems/${id}/refunded`, {
      note: "12.34 returned by m10",
      amount: "12.33",
    })
    expect([wrong.status, wrong.body.code]).toEqual([409, "problem_changed"])
    const said = { note: "12.34 returned by m10", amount: "12.34" }
    const { body } = await boris.post(`problems/${id}/refunded`, said)
    const by = (email: string | null, api_key: string | null = null) => ({
      id: expect.any(String),
      email,
      api_key,
    })
    expect(body.problem).toMatchObject({
      state: "resolved",
      actions: [],
      note: "12.34 returned by m10",
      resolved_by: by("boris@example.com"),
      history: [
        { action: "check", by: by("anna@example.com"), note: null },
        { action: "check", by: by(null, "robot"), note: null },
        { action: "refunded", by: by("boris@example.com"), note: "12.34 returned by m10" },
      ],
    })
    const { payments } = (await anna.get("payments")).body
    const { timeline } = (await anna.get(`payments/${payments[0].id}`)).body.payment
    expect(timeline).toContainEqual(
      expect.objectContaining({ type: "problem_resolved", by: by("boris@example.com") }),
    )
    await settled()
    expect(heard).toEqual([expect.objectContaining({ id, kind: "overpaid" })])
  })

  it("lets the first of two people resolve it, and tells the other so", async () => {
    const { id } = await overpaid()
    const answers = await Promise.all([
      anna.post(`problems/${id}/resolve`, { note: "by Anna" }),
      boris.post(`problems/${id}/resolve`, { note: "by Boris" }),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const loser = answers.find(({ status }) => status === 409)!
    expect(loser.body).toMatchObject({ code: "problem_resolved", type: "conflict" })
    const [problem] = (await anna.get("problems")).body.problems
    expect(problem.history).toHaveLength(1)
    expect(problem.history[0].note).toBe(problem.note)
    expect((await anna.post(`problems/${id}/check`)).body.code).toBe("problem_resolved")
  })

  it("wants a note of 3 to 1000 characters, and nothing that it does not know", async () => {
    const { id } = await overpaid()
    for (const body of [{}, { note: "  " }, { note: "ok" }, { note: "x".repeat(1001) }, { note: 5 }]) {
      expect((await anna.post(`problems/${id}/resolve`, body)).status).toBe(400)
    }
    const { status, body } = await anna.post(`problems/${id}/resolve`, { note: "enough", state: "open" })
    expect([status, body.message]).toEqual([400, expect.stringContaining("state")])
    expect((await anna.post("problems/payprob_nobody/resolve", { note: "enough" })).status).toBe(404)
    expect((await anna.get("problems/count")).body).toEqual({ open: 1 })
  })

  it("places the order of a paid cart as soon as Medusa can, and says so while it cannot", async () => {
    const { books } = store()
    const { cartId, offer, problem } = await withoutOrder()
    expect(problem).toMatchObject({
      kind: "no_order",
      actions: ["place_order", "check", "refunded", "resolve"],
    })
    const placeOrder = async () => (await anna.post(`problems/${problem.id}/place-order`)).body
    const refused = await eventually(placeOrder, ({ outcome }) => outcome !== "pending")
    expect(refused).toMatchObject({ outcome: "failed", error: { code: "order_not_placed" } })
    await offer(["pp_tegro_main"])
    await placeOrder()
    const found = await eventually(
      async () => (await anna.get("problems")).body.problems[0],
      ({ state }) => state !== "open",
    )
    expect(found).toMatchObject({ state: "resolved", resolved_by: null, order: { id: expect.any(String) } })
    const actions: string[] = found.history.map(({ action }: { action: string }) => action)
    expect([actions.length > 1, new Set(actions)]).toEqual([true, new Set(["place_order"])])
    expect(await books(cartId)).toMatchObject({ captures: 1, orderPaid: "1490.50" })
  })

  it("places no order of a cart that was changed after it was paid, nor of money that is not captured", async () => {
    const { shopper, simulator, settled, books } = store()
    const { cartId, problem } = await withoutOrder()
    await shopper.addItem(cartId)
    const [changed] = (await anna.get("problems")).body.problems
    expect(changed.actions).toEqual(["check", "refunded", "resolve"])
    const { status, body } = await anna.post(`problems/${problem.id}/place-order`)
    expect([status, body.code]).toEqual([409, "problem_action_not_possible"])
    expect((await books(cartId)).orders).toEqual([])

    const left = await shopper.checkOut("azn", "pp_m2cerber_main")
    await shopper.addItem(left.cartId)
    await simulator.control.m2cerber.transfer(left.session.data.reference, "500")
    await settled()
    const [orphan] = (await anna.get("problems", { kind: "orphan" })).body.problems
    expect(orphan.actions).toEqual(["check", "refunded", "resolve"])
  })
})
