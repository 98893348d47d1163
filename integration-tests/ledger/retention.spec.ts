import { applyRetention } from "../../src/background/retention"
import type { KeepDays, PaymentAttempt } from "../../src/modules/gateway-ledger"
import { INDEXES_ON_ALL_ROWS } from "../../src/modules/gateway-ledger/large-indexes"
import { ledgerSuite } from "../support/ledger-suite"

const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

ledgerSuite("what the ledger keeps no longer", (bench) => {
  const KEEP = { notifications: 180, balances: 90, statement: 180, paymentDetails: 365 }
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)

  const retain = async (keepDays: KeepDays = KEEP, now = Date.now) => {
    await bench().knex("gateway_watch").update({ next_run_at: null })
    await applyRetention({ ledger: bench().ledger, keepDays, log, now }, {})
  }
  const count = async (table: string) => Number((await bench().knex(table).count())[0]!.count)

  /** A notification that came so many days ago. */
  const notification = async (days: number, state: "done" | "received") => {
    const { gateway, provider_id, reference } = await bench().attempt()
    const received = await bench().ledger.inbox.receive({
      ...{ gateway, provider_id, reference, fingerprint: reference, subject: "payment", gateway_id: null },
      claim: { status: "paid", received: null, currency: "RUB" },
    })
    const { id } = received!
    if (state === "done") await bench().ledger.inbox.finish(id, "capture")
    await bench()
      .knex("gateway_notification")
      .where({ id })
      .update({ created_at: daysAgo(days) })
    return id
  }

  /** An attempt that was begun so many days ago, with all that came of it. */
  const attempt = async (days: number, change: Partial<PaymentAttempt> = {}) => {
    const { id, reference } = await bench().attempt()
    await bench()
      .knex("payment_attempt")
      .where({ id })
      .update({
        created_at: daysAgo(days),
        next_action: { type: "redirect", url: "https://pay.example" },
        observations: JSON.stringify({ "7": { reference, status: "awaiting" } }),
        codes: JSON.stringify(["0"]),
        ...change,
      })
    return { id, read: () => bench().ledger.attempts.get(id) }
  }

  it("are settled notifications, after the merchant's time; those that wait stay", async () => {
    const kept = [await notification(179, "done"), await notification(400, "received")]
    await notification(181, "done")
    await retain({ ...KEEP, notifications: 0 })
    expect(await count("gateway_notification")).toBe(3)
    await retain()
    const rows = await bench().knex("gateway_notification").select("id")
    expect(rows.map(({ id }) => id).sort()).toEqual(kept.sort())
  })

  it("are payments of a gateway's list that it shows on no page that is read any more", async () => {
    const { ledger, knex } = bench()
    const key = { gateway: "tegro", account: "shop" }
    const listed = ["7", "8", "9"].map((gatewayId) => ({
      ...{ gatewayId, reference: `order-${gatewayId}`, status: "paid" as const, code: "1", asked: "10.00" },
      ...{ received: null, fee: null, currency: null, test: false, paidAt: null, drawnAt: null },
    }))
    await ledger.statements.savePage(key, { page: 1, since: new Date() }, listed)
    const rows = () => knex("gateway_statement")
    await rows()
      .whereIn("gateway_id", ["8", "9"])
      .update({ read_at: daysAgo(181) })
    // One that is not compared yet waits, however long.
    await rows().whereNot({ gateway_id: "9" }).update({ due_at: null })
    await retain()
    expect((await rows().orderBy("gateway_id")).map(({ gateway_id }) => gateway_id)).toEqual(["7", "9"])
  })

  it("are all balances of a day but the last", async () => {
    const at = (days: number, hour: number) => {
      const date = daysAgo(days)
      date.setUTCHours(hour, 0, 0, 0)
      return date
    }
    const balance = (currency: string, available: string) => [
      { currency, available, pending: null, canceled: null },
    ]
    for (const days of [200, 199, 10]) {
      for (const hour of [1, 12, 23]) {
        await bench().ledger.balances.record("pp_one", balance("RUB", String(hour)), at(days, hour))
      }
      await bench().ledger.balances.record("pp_one", balance("USD", "5"), at(days, 3))
    }
    await retain({ ...KEEP, balances: 0 })
    expect(await count("balance_snapshot")).toBe(12)
    await retain()
    const old = await bench()
      .knex("balance_snapshot")
      .where("taken_at", "<", daysAgo(90))
      .orderBy(["taken_at", "currency_code"])
    expect(old.map(({ currency_code, available }) => [currency_code, available])).toEqual([
      ["USD", "5"],
      ["RUB", "23"],
      ["USD", "5"],
      ["RUB", "23"],
    ])
    expect(await count("balance_snapshot")).toBe(8)
  })

  it("are the details of payments that were never made; the money's own and the journal stay", async () => {
    const unpaid = await attempt(400)
    const paid = await attempt(400, { status: "paid", cleared_at: daysAgo(399) })
    const watched = await attempt(400, { next_check_at: daysAgo(-1) })
    const doubtful = await attempt(400)
    await bench().ledger.problems.open(bench().problem(await doubtful.read()))
    const young = await attempt(100)
    const journal = await count("payment_journal")
    await retain()
    expect(await unpaid.read()).toMatchObject({ next_action: null, observations: {}, codes: [] })
    expect(await paid.read()).toMatchObject({ next_action: null, observations: { "7": expect.anything() } })
    for (const { read } of [watched, doubtful, young]) {
      expect(await read()).toMatchObject({ next_action: { type: "redirect" }, codes: ["0"] })
    }
    expect([await count("payment_attempt"), await count("payment_journal")]).toEqual([5, journal])
  })

  it("are receipts that were sent with a capture or a refund that has ended: they name the shopper", async () => {
    const { id } = await attempt(400, { status: "paid", cleared_at: daysAgo(399) })
    const young = await attempt(100, { status: "paid" })
    const sent = async (attempt_id: string, state: string) => {
      const key = `${attempt_id}-${state}`
      await bench()
        .knex("payment_operation")
        .insert({
          ...{ id: `payop_${key}`, attempt_id, kind: "refund", key, amount: "40.00", currency_code: "RUB" },
          ...{ state, body: '{"receipt":{"customer":{"email":"shopper@example.com"}}}' },
        })
    }
    await Promise.all([sent(id, "done"), sent(id, "pending"), sent(young.id, "done")])
    await retain()
    const rows = await bench().knex("payment_operation").where({ body: "" }).select("attempt_id", "state")
    expect(rows).toEqual([{ attempt_id: id, state: "done" }])
  })

  it("goes in small batches, which end when the time of the run is over and go on soon", async () => {
    await bench().knex.raw(
      `insert into gateway_notification (id, provider_id, fingerprint, subject, reference, claim, state, created_at, last_delivered_at)
       select 'gwnot_' || i, 'pp_one', i::text, 'payment', 'mpg-' || i, '{}', 'done',
         now() - interval '300 days' + i * interval '1 minute', now() from generate_series(1, 2000) as i`,
    )
    let now = 0
    await retain(KEEP, () => (now += 2_000))
    const left = await count("gateway_notification")
    expect(left).toBeGreaterThan(0)
    expect(left).toBeLessThan(2_000)
    const { next_run_at } = await bench().knex("gateway_watch").where({ id: "retention" }).first()
    expect(next_run_at.getTime() - Date.now()).toBeLessThan(120_000)
    await retain()
    expect(await count("gateway_notification")).toBe(0)
  })

  it("makes the indexes of large tables that an upgrade has left, and those anew that broke off", async () => {
    const names = INDEXES_ON_ALL_ROWS.map((index) => index.split('"')[1]!)
    const valid = async () =>
      (
        await bench().knex.raw(
          "select count(*)::int as count from pg_index join pg_class c on c.oid = indexrelid where relname = any(?) and indisvalid",
          [names],
        )
      ).rows[0].count
    expect(await valid()).toBe(names.length)
    await bench().knex.raw(`drop index "${names[0]}"`)
    await bench().knex.raw("update pg_index set indisvalid = false where indexrelid = ?::regclass", [
      `"${names[1]}"`,
    ])
    await retain()
    expect(await valid()).toBe(names.length)
  })
})
