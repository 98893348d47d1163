import { ledgerSuite } from "../support/ledger-suite"

ledgerSuite("a payout in the ledger", (bench) => {
  const payouts = () => bench().ledger.payouts

  it("is sent by one of many processes", async () => {
    const { id } = await bench().payout({ state: "approved" })
    const moves = await Promise.all(
      [1, 2, 3].map(() => payouts().move(id, "sending", { sent_at: new Date() })),
    )
    expect(moves.filter(Boolean)).toHaveLength(1)
    expect(await payouts().move(id, "draft")).toBeUndefined()
    expect(await payouts().note(id, "sent", { error: "no" })).toBeUndefined()
    expect(await payouts().note(id, "sending", { error: "no answer" })).toMatchObject({ error: "no answer" })
  })

  it("is one for each reference, key and refund", async () => {
    const first = await bench().payout({ idempotency_key: "key-12345" })
    const { provider_id, reference } = first
    const duplicate = { type: "duplicate_error" }
    await expect(bench().payout({ reference })).rejects.toMatchObject(duplicate)
    await expect(bench().payout({ idempotency_key: "key-12345" })).rejects.toMatchObject(duplicate)
    const key = { requested_by: first.requested_by, idempotency_key: "key-12345" }
    expect(await payouts().ofKey(key)).toEqual(await payouts().find({ provider_id, reference }))
    expect([await payouts().hasReference(reference), await payouts().hasReference("none")]).toEqual([
      true,
      false,
    ])
  })

  it("is another one where another admin comes with the same key", async () => {
    const one = await bench().payout({ idempotency_key: "key-12345", requested_by: "user_anna" })
    const other = await bench().payout({ idempotency_key: "key-12345", requested_by: "user_boris" })
    const of = (requested_by: string) => payouts().ofKey({ requested_by, idempotency_key: "key-12345" })
    expect([(await of("user_anna"))?.id, (await of("user_boris"))?.id]).toEqual([one.id, other.id])
  })

  it.each(["paid", "canceled", "declined"] as const)(
    "of a refund that ends as %s makes its payment due, since something else is owed now",
    async (end) => {
      const attempt = await bench().attempt()
      const { id } = await bench().payout({
        state: "sending",
        attempt_id: attempt.id,
        refund_id: `ref_${end}`,
      })
      await payouts().move(id, end)
      const { next_check_at } = await bench().ledger.attempts.get(attempt.id)
      expect(Date.now() - next_check_at!.getTime()).toBeLessThan(10_000)
    },
  )

  it("that goes on leaves its payment as it is", async () => {
    const attempt = await bench().attempt()
    const { id } = await bench().payout({ state: "sending", attempt_id: attempt.id })
    await payouts().move(id, "sent")
    expect((await bench().ledger.attempts.get(attempt.id)).next_check_at).toBeNull()
  })

  it("is told of in the journal, of the payment too", async () => {
    const attempt = await bench().attempt()
    const { id } = await bench().payout({ state: "sending", attempt_id: attempt.id })
    await payouts().move(id, "declined", { error: "no such wallet" }, undefined, { road: "sweep" })
    const said = {
      kind: "said",
      road: "admin",
      action: "cancel",
      actor_id: "user_anna",
      payout_id: id,
    } as const
    await bench().ledger.journal.append(said)
    const entries = [
      expect.objectContaining({
        kind: "payout_opened",
        details: expect.objectContaining({ state: "sending" }),
      }),
      expect.objectContaining({ kind: "payout_moved", road: "sweep", note: "no such wallet" }),
      expect.objectContaining({ ...said, attempt_id: attempt.id }),
    ]
    expect(await bench().ledger.journal.ofPayout(id)).toEqual(entries)
    expect((await bench().ledger.journal.ofAttempt(attempt.id)).slice(1)).toEqual(entries)
  })

  it("is worked on when it is due, by one process only", async () => {
    const { id } = await bench().payout({ state: "approved", next_check_at: new Date(Date.now() - 1_000) })
    const claimed = await Promise.all([
      payouts().claimDue({ providers: ["pp_m2cerber_main"], limit: 10, leaseMs: 60_000 }),
      payouts().claimDue({ providers: ["pp_m2cerber_main"], limit: 10, leaseMs: 60_000 }),
    ])
    expect(claimed.flat().map((one) => one.id)).toEqual([id])
  })

  describe("of a refund", () => {
    const refund = (attempt_id: string, refund_id: string, amount: string) => ({
      ...{ provider_id: "pp_m2cerber_main", reference: `out-${refund_id}`, account: "994501112233" },
      ...{ amount, currency_code: "RUB", requested_by: "refund", attempt_id, refund_id },
    })
    const byHand = async (attemptId: string, refund_id: string, amount: string) => {
      const attempt = await bench().ledger.attempts.get(attemptId)
      const about = { kind: "refund_owed", subject: `${attemptId}:${refund_id}`, refund_id, amount }
      return bench().ledger.problems.openRefund({ ...bench().problem(attempt), ...about })
    }

    it("is the same one for the same refund, and never more than was paid", async () => {
      const { id } = await bench().attempt({ amount: "500.00" })
      const first = await payouts().openRefund(refund(id, "ref_a", "300.00"))
      expect(await payouts().openRefund(refund(id, "ref_a", "300.00"))).toEqual(first)
      expect(await payouts().openRefund(refund(id, "ref_b", "200.01"))).toBeUndefined()
      expect(await payouts().openRefund(refund(id, "ref_c", "200.00"))).toMatchObject({ amount: "200.00" })
      expect((await payouts().ofAttempts([id])).map(({ refund_id }) => refund_id)).toEqual(["ref_a", "ref_c"])
    })

    it("makes its payment due, since a look under way has found the refund and no payout", async () => {
      const { id } = await bench().attempt({ amount: "500.00", next_check_at: new Date(Date.now() + 60_000) })
      const isDue = async () => {
        const { attempt, begunAt } = await bench().ledger.attempts.beginLook(id)
        return attempt.next_check_at! <= begunAt
      }
      expect(await payouts().openRefund(refund(id, "ref_q", "500.01"))).toBeUndefined()
      expect(await isDue()).toBe(false)
      await payouts().openRefund(refund(id, "ref_r", "500.00"))
      expect(await isDue()).toBe(true)
    })

    it("counts what people return by hand, and what they have returned", async () => {
      const { id } = await bench().attempt({ amount: "500.00" })
      const owed = await byHand(id, "ref_d", "300.00")
      expect(owed).toMatchObject({ isNew: true, problem: { refund_id: "ref_d" } })
      expect(await byHand(id, "ref_d", "300.00")).toMatchObject({ isNew: false })
      await bench().ledger.problems.close(
        owed!.problem.id,
        { actor_id: "user_anna", action: "refunded" },
        "done",
      )
      expect(await payouts().openRefund(refund(id, "ref_e", "200.01"))).toBeUndefined()
      expect(await byHand(id, "ref_f", "200.01")).toBeUndefined()
      expect(await byHand(id, "ref_g", "200.00")).toMatchObject({ isNew: true })
    })

    it("that failed, and is owed by hand, is one refund", async () => {
      const { id } = await bench().attempt({ amount: "500.00" })
      const payout = await payouts().openRefund({ ...refund(id, "ref_h", "500.00"), state: "sending" })
      await payouts().move(payout!.id, "declined")
      const owed = await byHand(id, "ref_h", "500.00")
      expect(owed).toMatchObject({ isNew: true })
      expect(await byHand(id, "ref_i", "0.01")).toBeUndefined()
      // The gateway shows it as paid after all.
      await payouts().move(payout!.id, "paid")
      await bench().ledger.problems.close(owed!.problem.id, null, "The payout is paid.")
      expect(await byHand(id, "ref_i", "0.01")).toBeUndefined()
    })

    it("that Medusa took back leaves room for the next one", async () => {
      const { id } = await bench().attempt({ amount: "500.00" })
      const payout = await payouts().openRefund({ ...refund(id, "ref_j", "500.00"), state: "approved" })
      await payouts().move(payout!.id, "canceled")
      expect(await payouts().openRefund(refund(id, "ref_k", "500.00"))).toMatchObject({ refund_id: "ref_k" })
    })

    it("is found while it waits and nobody was told", async () => {
      const { id } = await bench().attempt({ amount: "500.00" })
      const due = { state: "draft" as const, next_check_at: new Date(Date.now() + 60_000) }
      const draft = await payouts().openRefund({ ...refund(id, "ref_s", "100.00"), ...due })
      await payouts().openRefund({ ...refund(id, "ref_t", "100.00"), ...due, state: "sending" })
      await bench().payout(due)
      const waiting = async (before: Date) =>
        (await payouts().waitingRefunds(["pp_m2cerber_main"], before)).map(({ refund_id }) => refund_id)
      const later = new Date(Date.now() + 60_000)
      expect(await waiting(new Date(Date.now() - 60_000))).toEqual([])
      expect(await waiting(later)).toEqual(["ref_s"])
      expect(await payouts().waitingRefunds(["pp_other"], later)).toEqual([])

      const about = { kind: "payout_waits", subject: draft!.id, attempt_id: null }
      const attempt = await bench().ledger.attempts.get(id)
      const told = await bench().ledger.problems.open({ ...bench().problem(attempt), ...about })
      expect(await waiting(later)).toEqual([])
      await bench().ledger.problems.close(told!.id, null, "The payout is sent.")
      expect(await waiting(later)).toEqual(["ref_s"])

      const again = await bench().ledger.problems.open({ ...bench().problem(attempt), ...about })
      const anna = { actor_id: "user_anna", action: "resolve" }
      await bench().ledger.problems.close(again!.id, anna, "The shopper has the money in cash.")
      expect(await waiting(later)).toEqual([])
    })

    it("is not made twice by two who ask at once", async () => {
      const { id } = await bench().attempt({ amount: "500.00" })
      const opened = await Promise.all([
        ...["l", "m", "n"].map((one) => payouts().openRefund(refund(id, `ref_${one}`, "500.00"))),
        ...["o", "p"].map((one) => byHand(id, `ref_${one}`, "500.00")),
      ])
      expect(opened.filter(Boolean)).toHaveLength(1)
    })
  })
})
