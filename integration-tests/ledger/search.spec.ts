import { MOST_COUNTED } from "../../src/core"
import { ledgerSuite } from "../support/ledger-suite"

ledgerSuite("an admin's list from the ledger", (bench) => {
  const search = () => bench().ledger.search
  const PAGE = { limit: 10 }
  const text = (value: string, found: { collections?: string[]; orders?: string[] } = {}) => ({
    search: { text: value, collections: [], orders: [], ...found },
  })
  const ids = <T extends { id: string }>({ rows }: { rows: T[] }) => rows.map(({ id }) => id)

  it("of payments is found by what people know of one", async () => {
    const [one, two] = [await bench().attempt(), await bench().attempt()]
    const entry = { kind: "observed", road: "sweep" } as const
    await bench().ledger.attempts.record(one.id, { gateway_id: "755555", status: "paid" }, entry)
    await bench().ledger.problems.open(bench().problem(one))
    const found = async (filters: Parameters<ReturnType<typeof search>["attempts"]>[0]) =>
      ids(await search().attempts(filters, PAGE))
    expect(await found({})).toEqual([two.id, one.id])
    expect(await found(text(one.reference))).toEqual([one.id])
    expect(await found(text("mpg-%"))).toEqual([])
    expect(await found(text("755555"))).toEqual([one.id])
    expect(await found(text("nothing", { collections: [two.payment_collection_id] }))).toEqual([two.id])
    expect(await found({ statuses: ["paid"] })).toEqual([one.id])
    expect([await found({ problem: true }), await found({ problem: false })]).toEqual([[one.id], [two.id]])
    expect(await found({ ids: [] })).toEqual([])
    expect(
      await found({ gatewayId: "755555", providers: ["pp_tegro_main"], sessions: [one.session_id] }),
    ).toEqual([one.id])
    expect(await found({ from: new Date(Date.now() + 60_000) })).toEqual([])
    const { rows } = await search().attempts({ ids: [one.id] }, PAGE)
    expect(rows[0]).toMatchObject({ open_problems: 1, claims: {} })
  })

  it("is read page by page, and in parts of the whole", async () => {
    const all = []
    for (let i = 0; i < 5; i++) all.unshift((await bench().attempt()).id)
    const { rows, count } = await search().attempts({}, { limit: 2, offset: 1 })
    expect([ids({ rows }), count]).toEqual([all.slice(1, 3), 5])
    const rest = await search().attempts({}, { limit: 10, after: rows[1]!, withoutCount: true })
    expect([ids(rest), rest.count]).toEqual([all.slice(3), 0])
    expect(ids(await search().attempts({}, { limit: 1, oldestFirst: true }))).toEqual(all.slice(-1))
  })

  it("is counted as far as anybody reads, and read in parts to its end", async () => {
    await bench().knex.raw(
      `insert into payment_attempt (id, gateway, provider_id, reference, session_id, payment_collection_id, amount,
         currency_code, claims, created_at)
       select 'payatt_' || i, 'tegro', 'pp_tegro_main', 'many-' || lpad(i::text, 5, '0'), 's', 'c', '1.00', 'RUB', '{}',
         now() + i * interval '1 second' from generate_series(1, :count) as i`,
      { count: MOST_COUNTED + 5 },
    )
    for (const filters of [{}, text("many-"), { statuses: ["created"] }]) {
      const { rows, count } = await search().attempts(filters, { limit: 2, offset: 10 })
      expect([rows.map(({ reference }) => reference), count]).toEqual([
        ["many-09995", "many-09994"],
        MOST_COUNTED,
      ])
    }
    const all = { limit: 2 * MOST_COUNTED, withoutCount: true }
    expect((await search().attempts(text("many-"), all)).rows).toHaveLength(MOST_COUNTED + 5)
    expect((await search().attempts(text("many-00"), PAGE)).count).toBe(999)
  })

  it("of problems is found by reference, order, and the payment's number", async () => {
    const attempt = await bench().attempt()
    const entry = { kind: "observed", road: "sweep" } as const
    await bench().ledger.attempts.record(attempt.id, { gateway_id: "755555" }, entry)
    const problem = await bench().ledger.problems.open(bench().problem(attempt, { order_id: "order_1" }))
    await bench().ledger.problems.open(bench().problem(await bench().attempt(), { kind: "orphan" }))
    const found = async (filters: Parameters<ReturnType<typeof search>["problems"]>[0]) =>
      ids(await search().problems(filters, PAGE))
    for (const filters of [
      text(attempt.reference),
      text("755555"),
      text("order 1", { orders: ["order_1"] }),
      text("an address", { collections: [attempt.payment_collection_id] }),
      { kinds: ["overpaid"], states: ["open"] },
      { attempts: [attempt.id] },
    ]) {
      expect(await found(filters)).toEqual([problem!.id])
    }
  })

  it("of notifications leads to the payment", async () => {
    const { id: attempt_id, reference, provider_id, payment_collection_id } = await bench().attempt()
    const claim = { status: "paid", received: null, currency: null } as const
    const about = {
      gateway: "tegro",
      provider_id,
      reference,
      subject: "payment",
      gateway_id: "1",
      claim,
    } as const
    const received = await bench().ledger.inbox.receive({ ...about, fingerprint: "one" })
    for (const filters of [text(reference), text("1"), text("x", { collections: [payment_collection_id] })]) {
      const { rows } = await search().notifications(filters, PAGE)
      expect(rows).toEqual([expect.objectContaining({ id: received!.id, attempt_id, claim })])
    }
    expect((await search().notifications(text("nothing"), PAGE)).count).toBe(0)
  })

  it("of payouts is found by reference, number and account", async () => {
    const { id, reference, account } = await bench().payout({ state: "sending" })
    await bench().ledger.payouts.move(id, "sent", { gateway_id: "99" })
    for (const filters of [{ text: reference }, { text: "99" }, { text: account }, { states: ["sent"] }]) {
      expect(ids(await search().payouts(filters, PAGE))).toEqual([id])
    }
  })
})
