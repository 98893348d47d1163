import { readFileSync } from "node:fs"
import { join } from "node:path"
import { foldJournal, type NewProblem, type PaymentAttempt } from "../../src/modules/gateway-ledger"
import { createLedger, type Ledger } from "../../src/modules/gateway-ledger/ledger"
import { createLedgerDatabase, type LedgerDatabase } from "../support/ledger-database"
import { asJournaled, rowsOf, schemaOf, type Row } from "../support/ledger-rows"

const DUMP = readFileSync(join(__dirname, "upgrade", "0.1.0.sql"), "utf8")

const TABLES = [
  "payment_attempt",
  "gateway_notification",
  "payment_problem",
  "gateway_payout",
  "balance_snapshot",
  "gateway_watch",
]

describe("a store of 0.1.0, upgraded", () => {
  let old: LedgerDatabase
  let fresh: LedgerDatabase
  let before: Record<string, Row[]>
  let ledger: Ledger

  /** A problem of the same kind and subject, for an amount. */
  const problemLike = (id: string, amount: string): NewProblem => {
    const { kind, subject, provider_id, attempt_id, reference } = before.payment_problem!.find(
      (row) => row.id === id,
    ) as unknown as NewProblem
    const nowhere = { payment_collection_id: null, order_id: null, currency_code: "RUB" }
    return { kind, subject, provider_id, attempt_id, reference, ...nowhere, amount }
  }

  beforeAll(async () => {
    ;[old, fresh] = [await createLedgerDatabase(), await createLedgerDatabase()]
    await old.knex.raw(DUMP)
    before = await rowsOf(old.knex, [...TABLES, "gateway_action"])
    await old.migrate()
    await fresh.migrate()
    ledger = createLedger(old.knex)
  })
  afterAll(async () => {
    await old.drop()
    await fresh.drop()
  })

  it("has the schema of a new store", async () => {
    expect(await schemaOf(old.knex)).toEqual(await schemaOf(fresh.knex))
  })

  it.each(TABLES)("keeps every row of %s as it was", async (table) => {
    const after = (await rowsOf(old.knex, [table]))[table]
    expect(after).toHaveLength(before[table]!.length)
    expect(after).toEqual(before[table]!.map((row) => expect.objectContaining(row)))
  })

  it("tells by columns what a problem is about", async () => {
    const rows = await old.knex("payment_problem").orderBy("id").select("*")
    const about = (kind: string) =>
      rows
        .filter((row) => row.kind === kind)
        .map(({ id, subject, payout_id, refund_id, gateway_id }) => ({
          id,
          subject,
          payout_id,
          refund_id,
          gateway_id,
        }))
    const nothing = { payout_id: null, refund_id: null, gateway_id: null }
    for (const row of about("payout_unclear")) {
      expect(row).toMatchObject({ ...nothing, payout_id: row.subject })
    }
    for (const row of about("refund_owed").filter(({ subject }) => subject.includes(":"))) {
      expect(row).toMatchObject({ ...nothing, refund_id: row.subject.split(":")[1] })
    }
    expect(about("refund_owed").filter(({ subject }) => !subject.includes(":"))).toContainEqual(
      expect.objectContaining({ id: "payprob_OLD07", ...nothing }),
    )
    expect(about("paid_twice")).toContainEqual(
      expect.objectContaining({ id: "payprob_OLD03", ...nothing, gateway_id: "755556" }),
    )
    expect(about("unknown_payment")).toEqual([
      expect.objectContaining({ id: "payprob_OLD01", ...nothing, gateway_id: "755555" }),
      expect.objectContaining({ id: "payprob_OLD02", ...nothing }),
    ])
    const others = rows.filter(
      ({ kind }) => !["payout_unclear", "refund_owed", "paid_twice", "unknown_payment"].includes(kind),
    )
    for (const row of others) expect(row).toMatchObject(nothing)
  })

  it("knows what people have said of each payment", async () => {
    const words = async (id: string) => (await ledger.attempts.get(id)).words
    expect(await words("payatt_OLD06")).toEqual([
      {
        action: "returned",
        kind: "paid_twice",
        subject: "payatt_OLD06:755556",
        amount: "1490.50000000",
        refund_id: null,
        gateway_id: "755556",
        actor_id: "user_anna",
        at: "2026-09-04T10:00:00.000Z",
        note: "Returned in Tegro's cabinet, it's done.",
      },
    ])
    expect(await words("payatt_OLD07")).toEqual([
      expect.objectContaining({ action: "resolved", kind: "orphan", actor_id: "apk_01KEY" }),
    ])
    expect(
      (await words("payatt_OLD08")).map(({ action, kind, refund_id }) => [action, kind, refund_id]),
    ).toEqual([
      ["resolved", "overpaid", null],
      ["returned", "refund_owed", "ref_OLD06"],
    ])
    expect(await words("payatt_OLD02")).toEqual([])
  })

  it("does not open again what a person has resolved, however the amount is spelled", async () => {
    const opened = (amount: string) =>
      ledger.problems.open({ ...problemLike("payprob_OLD03", amount), gateway_id: "755556" })
    expect([await opened("1490.50"), (await opened("1490.51"))?.state]).toEqual([undefined, "open"])
  })

  it("counts what was refunded before", async () => {
    const refund = (amount: string) => {
      const refunded = { attempt_id: "payatt_OLD08", subject: "payatt_OLD08:ref_NEW", refund_id: "ref_NEW" }
      return { ...problemLike("payprob_OLD06", amount), ...refunded, amount }
    }
    const isOwed = async (amount: string) => (await ledger.problems.openRefund(refund(amount)))?.isNew
    expect([await isOwed("1400.01"), await isOwed("1400")]).toEqual([undefined, true])
  })

  it("shows when money was claimed that the gateway's API has not shown", async () => {
    const { claimed_at } = await ledger.attempts.get("payatt_OLD10")
    expect(claimed_at).toEqual(new Date("2026-09-01T09:45:00Z"))
    expect((await ledger.attempts.get("payatt_OLD06")).claimed_at).toBeNull()
  })

  it("begins each payment's journal with the payment as it stands", async () => {
    const attempts: PaymentAttempt[] = await old.knex("payment_attempt").select("*")
    for (const attempt of attempts) {
      const journal = await ledger.journal.ofAttempt(attempt.id)
      expect(journal.filter(({ kind }) => kind === "opened")).toEqual([
        expect.objectContaining({ road: "upgrade", created_at: attempt.created_at }),
      ])
      expect(asJournaled(foldJournal(journal))).toEqual(asJournaled(attempt))
    }
  })

  it("keeps who did what about problems and payouts, when, and why", async () => {
    const said = (await ledger.journal.ofProblem("payprob_OLD03")).filter(({ kind }) => kind === "said")
    expect(said).toEqual([
      expect.objectContaining({ action: "check", actor_id: "user_boris", note: null }),
      expect.objectContaining({
        action: "refunded",
        actor_id: "user_anna",
        attempt_id: "payatt_OLD06",
        note: "Returned in Tegro's cabinet, it's done.",
        created_at: new Date("2026-09-04T10:00:00Z"),
      }),
    ])
    const actions = before.gateway_action!
    for (const { subject_id, action, actor_id, note } of actions) {
      const entries = await ledger.journal.saidOf([subject_id as string])
      expect(entries).toContainEqual(expect.objectContaining({ action, actor_id, note }))
    }
    expect(await old.knex("payment_journal").where({ kind: "said", road: "admin" })).toHaveLength(
      actions.length,
    )
    // What was closed without an action is told by the one who closed it.
    expect(await ledger.journal.saidOf(["payprob_OLD05"])).toEqual([
      expect.objectContaining({
        action: "resolve",
        actor_id: "user_anna",
        note: "returned",
        road: "upgrade",
      }),
    ])
  })

  it("is not changed when the migration runs once more", async () => {
    const all = [...TABLES, "payment_journal"]
    const [schema, rows] = [await schemaOf(old.knex), await rowsOf(old.knex, all)]
    await old.migrate()
    expect(await schemaOf(old.knex)).toEqual(schema)
    expect(await rowsOf(old.knex, all)).toEqual(rows)
  })
})
