import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import request from "supertest"
import { GATEWAY_LEDGER, type GatewayLedgerService } from "../../src/modules/gateway-ledger"
import { forgetAnswers } from "../../src/api/support/gateway-answers"
import { Admin, keyAuthorization, signIn } from "../support/admin"
import { eventually } from "../support/eventually"
import { countStatements } from "../support/statements"
import { storeSuite, type Store } from "../support/store-suite"

type Checkout = Awaited<ReturnType<Store["shopper"]["checkOut"]>>

storeSuite("the admin's list of payments", (store) => {
  let anna: Admin
  const settled = () => store().settled()
  const pay = async ({ session }: Checkout) => {
    await store().simulator.control.tegro.pay(session.data.reference)
    await settled()
  }
  beforeEach(async () => {
    forgetAnswers(store().container)
    anna = await signIn(store().container, store().medusaUrl)
  })
  const references = async (query: object) => {
    const { body } = await anna.get("payments", query)
    return (body.payments as { reference: string }[]).map(({ reference }) => reference)
  }

  it("is for admins only: nobody else gets in, a secret API key does", async () => {
    const { medusaUrl, container, shopper } = store()
    await shopper.checkOut("rub", "pp_tegro_main")
    const url = "/admin/payment-gateways/payments"
    await request(medusaUrl).get(url).expect(401)
    await request(medusaUrl).get(url).set("authorization", "Bearer nonsense").expect(401)
    await request(medusaUrl).post("/admin/payment-gateways/payouts").send({}).expect(401)
    const robot = new Admin(medusaUrl, await keyAuthorization(container))
    expect((await robot.get("payments")).body).toMatchObject({ count: 1, limit: 20, offset: 0 })
    expect((await anna.get("payments")).status).toBe(200)
  })

  it("shows what was asked, what came, and where it belongs", async () => {
    const { shopper, books } = store()
    const checkout = await shopper.checkOut("rub", "pp_tegro_main")
    await pay(checkout)
    const { body } = await anna.get("payments")
    const [orderId] = (await books(checkout.cartId)).orders
    expect(body.payments).toEqual([
      {
        id: expect.stringMatching(/^payatt_/),
        provider_id: "pp_tegro_main",
        reference: checkout.session.data.reference,
        gateway_id: expect.stringMatching(/^\d+$/),
        amount: "1490.50",
        currency_code: "rub",
        status: "paid",
        // Tegro tells no sum that came, and a fee finer than the currency.
        received: null,
        fee: "74.525",
        test: false,
        held_for: null,
        open_problems: 0,
        created_at: expect.stringMatching(/^\d{4}-.*Z$/),
        order: { id: orderId, display_id: expect.any(Number) },
        cart_id: checkout.cartId,
        email: "shopper@example.com",
      },
    ])
  })

  it("is read page by page, newest or oldest first", async () => {
    const { shopper } = store()
    const made: string[] = []
    for (let i = 0; i < 5; i++)
      made.push((await shopper.checkOut("rub", "pp_tegro_main")).session.data.reference)
    expect(await references({ limit: 2 })).toEqual([made[4], made[3]])
    expect(await references({ limit: 2, offset: 2 })).toEqual([made[2], made[1]])
    expect(await references({ limit: 2, offset: 4 })).toEqual([made[0]])
    expect(await references({ order: "created_at" })).toEqual(made)
    expect((await anna.get("payments", { limit: 2 })).body).toMatchObject({ count: 5, limit: 2, offset: 0 })
  })

  it("is filtered by provider, status, open problems and time, by one value or several", async () => {
    const { shopper, simulator } = store()
    const paid = await shopper.checkOut("rub", "pp_tegro_main")
    await pay(paid)
    const open = await shopper.checkOut("rub", "pp_tegro_redirect")
    const over = await shopper.checkOut("azn", "pp_m2cerber_main")
    await simulator.control.m2cerber.transfer(over.session.data.reference, "512.34")
    await settled()
    const of = (...checkouts: Checkout[]) => checkouts.map(({ session }) => session.data.reference)
    expect(await references({ provider_id: "pp_tegro_redirect" })).toEqual(of(open))
    expect(await references({ provider_id: ["pp_tegro_main", "pp_m2cerber_main"] })).toEqual(of(over, paid))
    expect(await references({ status: "paid" })).toEqual(of(over, paid))
    expect(await references({ status: ["awaiting", "refunded"] })).toEqual(of(open))
    expect(await references({ problem: "true" })).toEqual(of(over))
    expect(await references({ problem: "false", status: "paid" })).toEqual(of(paid))
    const { body } = await anna.get("payments", { q: open.session.data.reference })
    const [{ created_at }] = body.payments
    expect(await references({ "created_at[gte]": created_at })).toEqual(of(over, open))
    expect(await references({ "created_at[lte]": "2001-01-01" })).toEqual([])
    expect((await anna.get("payments", { provider_id: "pp_nobody" })).body).toMatchObject({ count: 0 })
  })

  it("is searched by our reference, the gateway's number, the order's number and the shopper's e-mail", async () => {
    const { shopper, catalog } = store()
    const checkout = await shopper.checkOut("rub", "pp_tegro_main")
    const other = await shopper.checkOut("azn", "pp_m2cerber_main")
    await pay(checkout)
    const [row] = (await anna.get("payments", { provider_id: "pp_tegro_main" })).body.payments
    const found = [row.reference]
    expect(await references({ q: row.reference })).toEqual(found)
    expect(await references({ q: row.reference.slice(0, 9) })).toEqual(found)
    expect(await references({ q: row.gateway_id })).toEqual(found)
    expect(await references({ q: `#${row.order.display_id}` })).toEqual(found)
    expect(await references({ q: "Shopper@Example.com" })).toEqual([
      other.session.data.reference,
      row.reference,
    ])
    const stranger = await shopper.post("/store/carts", {
      region_id: catalog.regions.rub,
      email: "other@example.com",
    })
    expect(stranger.status).toBe(200)
    for (const q of ["other@example.com", "nobody@example.com", "%", "_", "' or 1=1 --", "#99999"]) {
      expect([q, await references({ q })]).toEqual([q, []])
    }
  })

  it.each([
    [{ limit: 0 }, "limit"],
    [{ limit: 101 }, "limit"],
    [{ limit: "many" }, "limit"],
    [{ offset: -1 }, "offset"],
    [{ status: "rich" }, "status"],
    [{ problem: "maybe" }, "problem"],
    [{ "created_at[gte]": "yesterday" }, "created_at"],
    [{ "created_at[since]": "2026-01-01" }, "since"],
    [{ order: "amount; drop table" }, "order"],
    [{ secret: "1" }, "secret"],
    [{ q: "" }, "q"],
  ])("refuses the query %j and says what is wrong with it", async (query, word) => {
    const { status, body } = await anna.get("payments", query)
    expect([status, body.type]).toEqual([400, "invalid_data"])
    expect(body.message).toContain(word)
  })

  it("costs the same number of statements for one payment and for fifty", async () => {
    const { shopper, container } = store()
    await pay(await shopper.checkOut("rub", "pp_tegro_main"))
    const read = async (rows: number) => {
      const { body } = await anna.get("payments", { limit: 100 })
      expect(body.payments).toHaveLength(rows)
    }
    await read(1)
    const one = await countStatements(() => read(1))
    await copyPayments(container, 49)
    expect(await countStatements(() => read(50))).toBe(one)
    expect(one).toBeLessThanOrEqual(12)
  })

  it("tells the whole story of one payment, and of an order", async () => {
    const { shopper, simulator, books } = store()
    const checkout = await shopper.checkOut("azn", "pp_m2cerber_main")
    await simulator.control.m2cerber.transfer(checkout.session.data.reference, "200")
    await settled()
    const [{ id }] = (await anna.get("payments")).body.payments
    expect((await anna.get(`payments/${id}`)).body.payment).toMatchObject({
      received: "200.00",
      missing: "300.00",
      transfer: { wallet_number: expect.stringMatching(/^\d+$/) },
      session_id: checkout.session.id,
      payment_collection_id: checkout.collectionId,
      problems: [],
    })
    await simulator.control.m2cerber.transfer(checkout.session.data.reference, "312.34")
    await settled()
    const { payment } = (await anna.get(`payments/${id}`)).body
    expect(payment).toMatchObject({ status: "paid", held_for: "overpaid", open_problems: 1, missing: null })
    expect(payment.problems).toEqual([
      expect.objectContaining({
        kind: "overpaid",
        amount: "12.34",
        actions: ["check", "refunded", "resolve"],
      }),
    ])
    const types = payment.timeline.map(({ type }: { type: string }) => type)
    expect(types[0]).toBe("created")
    expect(types).toEqual(expect.arrayContaining(["notification", "observed", "cleared", "problem_opened"]))
    const times = payment.timeline.map(({ at }: { at: string }) => at)
    expect(times).toEqual([...times].sort())
    const [orderId] = (await books(checkout.cartId)).orders
    expect((await anna.get(`orders/${orderId}`)).body).toEqual({ payments: [payment] })
    expect((await anna.get("orders/order_of_nobody")).body).toEqual({ payments: [] })
    const { status, body } = await anna.get("payments/payatt_nobody")
    expect([status, body.code]).toEqual([404, "unknown_payment"])
  })

  it("checks a payment now, by the road that captures it and places the order", async () => {
    const { shopper, simulator, books } = store()
    await simulator.control.notifications.policy("tegro", { drop: true })
    const checkout = await shopper.checkOut("rub", "pp_tegro_main")
    await simulator.control.tegro.pay(checkout.session.data.reference)
    const [{ id }] = (await anna.get("payments")).body.payments
    const answer = await eventually(
      async () => (await anna.post(`payments/${id}/check`)).body,
      ({ outcome }) => outcome !== "pending",
    )
    expect(answer).toMatchObject({ outcome: "checked", error: null, payment: { status: "paid" } })
    expect(await books(checkout.cartId)).toMatchObject({ captures: 1, orderPaid: "1490.50" })
  })

  it("answers a check within a second though the gateway hangs, once for all who ask", async () => {
    const { shopper, simulator } = store()
    await shopper.checkOut("azn", "pp_m2cerber_slow")
    const [{ id }] = (await anna.get("payments")).body.payments
    await simulator.control.faults.add({ gateway: "m2cerber", kind: "delay", ms: 30_000, times: 0 })
    const both = await Promise.all([anna.post(`payments/${id}/check`), anna.post(`payments/${id}/check`)])
    for (const { status, body } of both) {
      expect([status, body.outcome, body.error.code]).toEqual([200, "pending", "gateway_slow"])
      expect(body.payment).toMatchObject({ id, status: "awaiting" })
    }
    const { faults } = await simulator.control.state()
    expect(faults).toEqual([expect.objectContaining({ hits: 1 })])
    await simulator.control.faults.clear()
  })

  it("is exported whole, as a table that no spreadsheet runs", async () => {
    const { shopper, container } = store()
    for (let i = 0; i < 3; i++) await shopper.checkOut("rub", "pp_tegro_main")
    const ledger = container.resolve<GatewayLedgerService>(GATEWAY_LEDGER)
    const [first] = await ledger.listPaymentAttempts({}, { take: 1 })
    const entry = { kind: "observed", road: "checkout" } as const
    await ledger.attempts.record(first!.id, { gateway_id: '=cmd|"/C calc"' }, entry)
    const { status, headers, text } = await anna.get("payments/export", { provider_id: "pp_tegro_main" })
    expect(status).toBe(200)
    expect(headers["content-type"]).toBe("text/csv; charset=utf-8")
    expect(headers["content-disposition"]).toBe('attachment; filename="payments.csv"')
    const lines = text.replace(/^\uFEFF/, "").split("\r\n")
    expect(text.startsWith("\uFEFFcreated_at,id,provider,reference,")).toBe(true)
    expect(lines).toHaveLength(1 + 3 + 1)
    expect(lines[1]).toContain(",1490.50,,,rub,no,,0")
    expect(text).toContain(`"'=cmd|""/C calc"""`)
    expect((await anna.get("payments/export", { limit: 5 })).status).toBe(400)
  })
})

/** Copies the only payment with its cart and its order; as many checkouts would take minutes. */
async function copyPayments(container: MedusaContainer, count: number): Promise<void> {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION) as unknown as Knex
  const copy = async (table: string, own: string[]) => {
    const [row] = await knex(table).select("*")
    const { display_id: _number, ...kept } = row
    const json = Object.fromEntries(
      Object.entries(kept).map(([key, value]) => [
        key,
        value !== null && typeof value === "object" && !(value instanceof Date)
          ? JSON.stringify(value)
          : value,
      ]),
    )
    const changed = (n: number) => Object.fromEntries(own.map((column) => [column, `${row[column]}_${n}`]))
    await knex(table).insert(Array.from({ length: count }, (_, n) => ({ ...json, ...changed(n) })))
  }
  await copy("payment_attempt", ["id", "reference", "payment_collection_id"])
  await copy("cart", ["id"])
  await copy("order", ["id"])
  await copy("cart_payment_collection", ["id", "cart_id", "payment_collection_id"])
  await copy("order_payment_collection", ["id", "order_id", "payment_collection_id"])
}
