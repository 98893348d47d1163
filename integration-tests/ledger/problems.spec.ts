import { ledgerSuite } from "../support/ledger-suite"

ledgerSuite("a problem in the ledger", (bench) => {
  const problems = () => bench().ledger.problems
  const anna = (action: string) => ({ actor_id: "user_anna", action })
  const states = async (attemptId: string) =>
    (await bench().knex("payment_problem").where({ attempt_id: attemptId }).orderBy("id")).map(
      ({ kind, state, amount }) => `${kind} ${amount}: ${state}`,
    )
  const told = async (attemptId: string) =>
    (await bench().ledger.journal.ofAttempt(attemptId)).slice(1).map(({ kind, action }) => action ?? kind)

  it("is brought to the plan: opened, corrected, cleared", async () => {
    const attempt = await bench().attempt()
    const scope = { attempt_ids: [attempt.id], kinds: ["overpaid", "underpaid", "no_order"] }
    const bring = (...planned: ReturnType<ReturnType<typeof bench>["problem"]>[]) =>
      problems().bring(scope, planned, { road: "sweep" })
    const one = bench().problem(attempt)

    const first = await bring(one, bench().problem(attempt, { kind: "no_order", amount: "1490.50" }))
    expect(first.opened.map(({ kind }) => kind)).toEqual(["overpaid", "no_order"])
    const second = await bring({ ...one, amount: "12.00", order_id: "order_1" })
    expect(second.changed).toEqual([expect.objectContaining({ amount: "12.00", order_id: "order_1" })])
    expect(second.cleared).toEqual([
      expect.objectContaining({ kind: "no_order", resolved_by: null, note: "It went away by itself." }),
    ])
    expect(await bring({ ...one, amount: "12.0" })).toEqual({ opened: [], changed: [], cleared: [] })
    expect(await states(attempt.id)).toEqual(["overpaid 12.00: open", "no_order 1490.50: resolved"])
    expect(await told(attempt.id)).toEqual([
      "problem_opened",
      "problem_opened",
      "problem_changed",
      "problem_cleared",
    ])
    const entries = await bench().ledger.journal.ofAttempt(attempt.id)
    expect(entries.at(-1)).toMatchObject({ road: "sweep", details: { kind: "no_order", amount: "1490.50" } })
  })

  it("of another kind or another payment is left alone", async () => {
    const [attempt, other] = [await bench().attempt(), await bench().attempt()]
    await problems().open(bench().problem(attempt, { kind: "payout_unclear" }))
    await problems().open(bench().problem(other))
    await problems().bring({ attempt_ids: [attempt.id], kinds: ["overpaid"] }, [])
    expect([await states(attempt.id), await states(other.id)]).toEqual([
      ["payout_unclear 10.00: open"],
      ["overpaid 10.00: open"],
    ])
  })

  it("is not opened again for a sum that a person has settled, and is for another one", async () => {
    const attempt = await bench().attempt()
    const [opened] = [await problems().open(bench().problem(attempt, { amount: "10.00000000" }))]
    await problems().close(opened!.id, anna("refunded"), "sent back")
    expect(await problems().open(bench().problem(attempt, { amount: "10" }))).toBeUndefined()
    const scope = { attempt_ids: [attempt.id], kinds: ["overpaid"] }
    expect((await problems().bring(scope, [bench().problem(attempt)])).opened).toEqual([])
    expect((await problems().bring(scope, [bench().problem(attempt, { amount: "11" })])).opened).toHaveLength(
      1,
    )
  })

  it("is opened again for the same sum by a plan that knew what the person had said", async () => {
    const attempt = await bench().attempt()
    const planned = bench().problem(attempt)
    const opened = await problems().open(planned)
    await problems().close(opened!.id, anna("refunded"), "sent back")
    const scope = { attempt_ids: [attempt.id], kinds: ["overpaid"] }
    const { words } = await bench().ledger.attempts.get(attempt.id)
    expect((await problems().bring({ ...scope, words: [] }, [planned])).opened).toEqual([])
    expect((await problems().bring({ ...scope, words }, [planned])).opened).toHaveLength(1)
  })

  it("comes back when it had gone away by itself", async () => {
    const attempt = await bench().attempt()
    const opened = await problems().open(bench().problem(attempt))
    await problems().close(opened!.id, null, "It went away by itself.")
    expect(await problems().open(bench().problem(attempt))).toMatchObject({ state: "open" })
  })

  it("is open once, however many find it at once", async () => {
    const attempt = await bench().attempt()
    const scope = { attempt_ids: [attempt.id], kinds: ["overpaid"] }
    const planned = bench().problem(attempt)
    const found = await Promise.all([
      ...Array.from({ length: 4 }, async () => (await problems().bring(scope, [planned])).opened),
      ...Array.from({ length: 4 }, async () => [await problems().open(planned)].filter(Boolean)),
    ])
    expect(found.flat()).toHaveLength(1)
    const unknown = { ...planned, kind: "unknown_payment", subject: "pp_tegro_main:1", attempt_id: null }
    const strangers = await Promise.all(Array.from({ length: 4 }, () => problems().open(unknown)))
    expect(strangers.filter(Boolean)).toHaveLength(1)
  })

  it("that a refund opens in the middle of a look stays, and its payment is looked at once more", async () => {
    const { id } = await bench().attempt({ next_check_at: new Date(Date.now() + 60_000) })
    const scope = { attempt_ids: [id], kinds: ["refund_owed"] }
    const { attempt, begunAt } = await bench().ledger.attempts.beginLook(id)
    const owed = { kind: "refund_owed", subject: `${id}:ref_1`, refund_id: "ref_1" }
    await problems().open(bench().problem(attempt, owed))

    await problems().bring({ ...scope, since: begunAt }, [])
    const slow = {
      at: new Date(Date.now() + 60 * 24 * 3_600_000),
      isSettled: true,
      seen: attempt.next_check_at,
      read: attempt.updated_at,
    }
    await bench().ledger.attempts.endLook(id, slow)
    expect(await states(id)).toEqual(["refund_owed 10.00: open"])
    const next = await bench().ledger.attempts.beginLook(id)
    expect(next.attempt.next_check_at!.getTime()).toBeLessThanOrEqual(next.begunAt.getTime())

    await problems().bring({ ...scope, since: next.begunAt }, [])
    expect(await states(id)).toEqual(["refund_owed 10.00: resolved"])
  })

  it("that a person closes leaves the person's word with the payment", async () => {
    const attempt = await bench().attempt()
    const change = { kind: "refund_owed", subject: `${attempt.id}:ref_1`, refund_id: "ref_1" }
    const opened = await problems().open(bench().problem(attempt, change))
    const closed = await problems().close(opened!.id, anna("refunded"), "by bank transfer")
    expect(closed).toMatchObject({ state: "resolved", resolved_by: "user_anna", note: "by bank transfer" })
    const { words, next_check_at } = await bench().ledger.attempts.get(attempt.id)
    // What ought to be is another matter now, even if the process dies here.
    expect(next_check_at!.getTime()).toBeLessThanOrEqual(Date.now() + 1_000)
    expect(words).toEqual([
      {
        ...{ action: "returned", kind: "refund_owed", subject: `${attempt.id}:ref_1`, amount: "10.00" },
        ...{ refund_id: "ref_1", gateway_id: null, actor_id: "user_anna", note: "by bank transfer" },
        at: closed!.resolved_at!.toISOString(),
      },
    ])
    expect(await bench().ledger.journal.ofProblem(opened!.id)).toEqual([
      expect.objectContaining({ kind: "problem_opened" }),
      expect.objectContaining({
        ...{
          kind: "said",
          action: "refunded",
          road: "admin",
          actor_id: "user_anna",
          note: "by bank transfer",
        },
        change: { words },
      }),
    ])
  })

  it("is closed for the sum that the person has seen, and for no other", async () => {
    const attempt = await bench().attempt()
    const opened = await problems().open(bench().problem(attempt))
    const saying = (amount: string | null) =>
      problems().close(opened!.id, { ...anna("refunded"), amount }, "sent back")
    expect(await saying("9.99")).toBeUndefined()
    expect(await saying(null)).toBeUndefined()
    expect((await bench().ledger.attempts.get(attempt.id)).words).toEqual([])
    expect(await saying("10")).toMatchObject({ state: "resolved" })
  })

  it("is closed by one of two people", async () => {
    const attempt = await bench().attempt()
    const opened = await problems().open(bench().problem(attempt))
    const closed = await Promise.all([
      problems().close(opened!.id, anna("resolve"), "done"),
      problems().close(opened!.id, { actor_id: "user_boris", action: "refunded" }, "returned"),
    ])
    expect(closed.filter(Boolean)).toHaveLength(1)
    expect((await bench().ledger.attempts.get(attempt.id)).words).toHaveLength(1)
    expect(await problems().close("payprob_none", null, "")).toBeUndefined()
  })

  it("of money that no payment asked for is closed, too", async () => {
    const attempt = await bench().attempt()
    const stranger = {
      kind: "unknown_payment",
      subject: "pp_tegro_main:77",
      gateway_id: "77",
      attempt_id: null,
    }
    const opened = await problems().open({ ...bench().problem(attempt), ...stranger })
    expect(await problems().close(opened!.id, anna("resolve"), "a test of ours")).toMatchObject({
      state: "resolved",
    })
    expect(await bench().ledger.journal.saidOf([opened!.id])).toEqual([
      expect.objectContaining({ action: "resolve", attempt_id: null }),
    ])
  })

  it("does not wait for ever when plans and people meet", async () => {
    const attempts = [await bench().attempt(), await bench().attempt()]
    const ids = attempts.map(({ id }) => id)
    const planned = attempts.map((attempt) => bench().problem(attempt))
    const scope = { attempt_ids: ids, kinds: ["overpaid"] }
    const { opened } = await problems().bring(scope, planned)
    await Promise.all([
      ...[scope, { ...scope, attempt_ids: [...ids].reverse() }].map((one) => problems().bring(one, [])),
      ...opened.map(({ id }) => problems().close(id, anna("resolve"), "done")),
      ...ids.map((id) =>
        bench().ledger.attempts.record(id, { status: "paid" }, { kind: "observed", road: "sweep" }),
      ),
    ])
    expect((await states(ids[0]!)).concat(await states(ids[1]!))).toEqual([
      "overpaid 10.00: resolved",
      "overpaid 10.00: resolved",
    ])
  })
})
