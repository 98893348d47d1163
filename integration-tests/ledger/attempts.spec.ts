import type { Observation } from "../../src/core"
import { foldJournal, type AttemptChange } from "../../src/modules/gateway-ledger"
import { eventually } from "../support/eventually"
import { asJournaled } from "../support/ledger-rows"
import type { DueFilter } from "../../src/modules/gateway-ledger/sql/due-rows"
import { ledgerSuite } from "../support/ledger-suite"

ledgerSuite("a payment attempt in the ledger", (bench) => {
  const SWEEP = { kind: "observed", road: "sweep" } as const
  const attempts = () => bench().ledger.attempts
  const claimDue = (change: Partial<DueFilter> = {}) =>
    attempts().claimDue({ providers: ["pp_tegro_main"], limit: 10, leaseMs: 60_000, ...change })
  const PAST = new Date(Date.now() - 1_000)
  const journal = (id: string) => bench().ledger.journal.ofAttempt(id)
  const inMs = (at: Date | null) => (at === null ? null : at.getTime() - Date.now())

  /** How many statements wait for another transaction. */
  const waiting = async () => {
    const waits = await bench().knex("pg_stat_activity").where({ wait_event_type: "Lock" }).select("pid")
    return waits.length
  }

  const kept = (reference: string, change: Partial<Observation> = {}) => ({
    ...{ status: "awaiting", code: "0", reference, gatewayId: "755555", account: null, asked: "1490.50" },
    ...{ received: null, currency: "RUB", fee: null, test: false, paidAt: null },
    ...change,
  })
  const answer = (reference: string, change: Partial<Observation> = {}): Observation =>
    ({ ...kept(reference, change), raw: { secret: "no" } }) as Observation

  it("is written down before the gateway is asked, with its first entry in the journal", async () => {
    const attempt = await bench().attempt()
    expect(attempt).toMatchObject({ status: "created", claims: {}, observations: {}, codes: [], words: [] })
    expect(await journal(attempt.id)).toEqual([
      expect.objectContaining({ kind: "opened", road: "checkout", attempt_id: attempt.id }),
    ])
    expect(await attempts().find({ gateway: "tegro", reference: attempt.reference })).toEqual(attempt)
    expect(await attempts().ofSession(attempt.session_id)).toEqual(attempt)
    expect(await attempts().ofCollections([attempt.payment_collection_id])).toEqual([attempt])
  })

  it("has a reference that no other one has", async () => {
    const { reference } = await bench().attempt()
    await expect(bench().attempt({ reference })).rejects.toMatchObject({ type: "duplicate_error" })
    await expect(attempts().get("payatt_none")).rejects.toMatchObject({ type: "not_found" })
  })

  it("only moves forward, whatever comes later", async () => {
    const { id } = await bench().attempt()
    await attempts().record(id, { status: "paid" }, SWEEP)
    const { before, after } = await attempts().record(id, { status: "canceled" }, SWEEP)
    expect([before.status, after.status]).toEqual(["paid", "paid"])
  })

  it("keeps of each claim the largest sum, and when money was claimed first", async () => {
    const { id } = await bench().attempt()
    const claim = (received: string) => ({ status: "paid", received, currency: null }) as const
    const { after: first } = await attempts().record(id, { claim: claim("100") }, SWEEP)
    const { after: second } = await attempts().record(id, { claim: claim("50") }, SWEEP)
    expect(second.claims).toEqual({ paid: { received: "100.00", currency: null } })
    expect(first.claimed_at).not.toBeNull()
    expect(second.claimed_at).toEqual(first.claimed_at)
  })

  it("keeps what the gateway answered last by the gateway's number, and every status word that it used", async () => {
    const { id, reference } = await bench().attempt()
    const unnumbered = answer(reference, { gatewayId: null })
    await attempts().record(id, { answer: unnumbered, codes: ["0"] }, SWEEP)
    await attempts().record(id, { answer: answer(reference) }, SWEEP)
    const paid = answer(reference, { status: "paid" })
    const { after } = await attempts().record(id, { answer: paid, codes: ["1", "0"] }, SWEEP)
    expect(after.observations).toEqual({
      "": kept(reference, { gatewayId: null }),
      "755555": kept(reference, { status: "paid" }),
    })
    expect(after.codes).toEqual(["0", "1"])
  })

  it("loses nothing when many learn of it at once", async () => {
    const { id, reference } = await bench().attempt()
    const learn = (n: number): AttemptChange => ({
      codes: [`code ${n}`],
      answer: answer(reference, { gatewayId: String(n) }),
    })
    await Promise.all(Array.from({ length: 12 }, (_, n) => attempts().record(id, learn(n), SWEEP)))
    const { codes, observations } = await attempts().get(id)
    expect([codes.length, Object.keys(observations).length]).toEqual([12, 12])
    expect(await journal(id)).toHaveLength(13)
  })

  describe("has a journal that", () => {
    it("leads to the row", async () => {
      const { id, reference } = await bench().attempt()
      const changes: AttemptChange[] = [
        {
          status: "awaiting",
          gateway_id: "755555",
          next_action: { type: "redirect", url: "https://t.example" },
        },
        { claim: { status: "paid", received: null, currency: "RUB" } },
        { answer: answer(reference), codes: ["0"], answered_at: new Date() },
        { status: "paid", received: "1490.50", cleared_at: new Date(), fee: "1.5", test: true },
        {
          held_for: "overpaid",
          superseded_at: new Date(),
          cancel_requested_at: new Date(),
          payer_account: "99",
        },
        { held_for: null, settled_at: new Date(), next_check_at: new Date() },
      ]
      for (const change of changes) await attempts().record(id, change, SWEEP)
      await attempts().claimShopperAction(id, 0, "sent")
      expect(asJournaled(foldJournal(await journal(id)))).toEqual(asJournaled(await attempts().get(id)))
    })

    it("says who changed what, and by which road", async () => {
      const { id } = await bench().attempt()
      const entry = { kind: "decided", road: "admin", actor_id: "user_anna", note: "asked again" } as const
      await attempts().record(id, { status: "awaiting", held_for: null }, entry)
      expect((await journal(id)).at(-1)).toMatchObject({ ...entry, change: { status: "awaiting" } })
    })

    it("is silent about a look that shows nothing new", async () => {
      const { id, reference } = await bench().attempt()
      const look = () =>
        ({
          ...{
            last_observed_at: new Date(),
            answered_at: new Date(),
            next_check_at: new Date(),
            settled_at: new Date(),
          },
          ...{ status: "created", answer: answer(reference), codes: ["0"] },
        }) as AttemptChange
      await attempts().record(id, look(), SWEEP)
      const { before, after } = await attempts().record(id, look(), SWEEP)
      expect(after.answered_at!.getTime()).toBeGreaterThanOrEqual(before.answered_at!.getTime())
      expect(await journal(id)).toHaveLength(2)
    })

    it("has no entry of a change that was not written, and the other way round", async () => {
      const { id } = await bench().attempt()
      await expect(
        attempts().record(
          id,
          { status: "awaiting" },
          { kind: "observed", road: "sweep", details: { n: 1n } as never },
        ),
      ).rejects.toThrow()
      expect((await attempts().get(id)).status).toBe("created")
      await expect(attempts().record(id, { amount: null } as never, SWEEP)).rejects.toThrow()
      expect(await journal(id)).toHaveLength(1)
    })
  })

  describe("is looked at", () => {
    it("when it is due, oldest first, by one process only", async () => {
      const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)
      const [late, later] = [
        await bench().attempt({ next_check_at: minutesAgo(1) }),
        await bench().attempt({ next_check_at: minutesAgo(2) }),
      ]
      await bench().attempt({ next_check_at: new Date(Date.now() + 60_000) })
      const claimed = await claimDue()
      expect(claimed.map(({ id }) => id)).toEqual([later.id, late.id])
      expect(claimed.map(({ due_at }) => due_at)).toEqual([later.next_check_at, late.next_check_at])
      expect(await claimDue()).toEqual([])
    })

    it("by the account that it belongs to, and the live ones before the old ones", async () => {
      const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)
      const old = await bench().attempt({ next_check_at: minutesAgo(90) })
      await bench()
        .knex("payment_attempt")
        .where({ id: old.id })
        .update({ created_at: minutesAgo(120) })
      const superseded = await bench().attempt({ next_check_at: minutesAgo(3) })
      await attempts().record(superseded.id, { superseded_at: new Date() }, SWEEP)
      const live = await bench().attempt({ next_check_at: minutesAgo(1) })
      const elsewhere = await bench().attempt({ next_check_at: PAST, provider_id: "pp_tegro_two" })
      expect(await bench().ledger.watch.providersWithWork()).toEqual(
        expect.arrayContaining(["pp_tegro_main", "pp_tegro_two"]),
      )
      expect((await claimDue({ youngerThanMs: 3_600_000 })).map(({ id }) => id)).toEqual([live.id])
      expect((await claimDue()).map(({ id }) => id)).toEqual([old.id, superseded.id])
      const providers = ["pp_tegro_main", "pp_tegro_two"]
      expect((await claimDue({ providers })).map(({ id }) => id)).toEqual([elsewhere.id])
      expect(await bench().ledger.watch.providersWithWork()).toEqual([])
    })

    it("later when its turn has not come in time, and by whoever comes next when it is given back", async () => {
      await bench().attempt({ next_check_at: PAST })
      const claimed = await claimDue()
      const renewed = await attempts().renew(claimed, 120_000)
      expect(renewed[0]!.next_check_at!.getTime()).toBeGreaterThan(claimed[0]!.next_check_at!.getTime())
      await attempts().giveBack(claimed)
      expect(await claimDue()).toEqual([])
      await attempts().giveBack(renewed)
      expect(await claimDue()).toHaveLength(1)
      await attempts().wake([renewed[0]!.id])
      expect(await attempts().renew(renewed, 60_000)).toEqual([])
    })

    it("while another one is being written", async () => {
      const [held, free] = [
        await bench().attempt({ next_check_at: PAST }),
        await bench().attempt({ next_check_at: PAST }),
      ]
      await bench().knex.transaction(async (trx) => {
        await attempts().lockAll([held.id], trx)
        expect((await claimDue()).map(({ id }) => id)).toEqual([free.id])
      })
    })

    it("at the time that is written down for it, or never", async () => {
      const { id } = await bench().attempt()
      const at = new Date(Date.now() + 60_000)
      await attempts().schedule(id, at)
      expect((await attempts().get(id)).next_check_at).toEqual(at)
      await attempts().schedule(id, null)
      expect((await attempts().get(id)).next_check_at).toBeNull()
      expect(await journal(id)).toHaveLength(1)
    })

    it("once more when somebody asked for it during a look", async () => {
      const { id } = await bench().attempt({ next_check_at: new Date(Date.now() - 1_000) })
      const [claimed] = (await claimDue()).filter((one) => one.id === id)
      await attempts().wake([id])
      expect(await attempts().schedule(id, null, claimed!.next_check_at)).toBe(false)
      const { next_check_at: woken } = await attempts().get(id)
      expect(inMs(woken)).toBeLessThan(1_000)
      expect(await attempts().schedule(id, null, woken)).toBe(true)
      expect(await attempts().schedule(id, new Date(), null)).toBe(true)
    })

    it("later, when a list has shown that nothing is new", async () => {
      const leased = await bench().attempt({ next_check_at: new Date(Date.now() + 1_000) })
      const { id } = leased
      const askedAt = new Date(Date.now() - 5_000)
      await attempts().putOff([leased], () => 60_000, askedAt)
      const later = await attempts().get(id)
      expect(inMs(later.next_check_at)).toBeGreaterThan(50_000)
      expect([later.answered_at, later.last_observed_at]).toEqual([askedAt, askedAt])
      await attempts().putOff([later], () => null, new Date(askedAt.getTime() - 1_000))
      expect(await attempts().get(id)).toMatchObject({ next_check_at: null, answered_at: askedAt })
    })

    it("at once, when somebody has asked for a look while a list was read", async () => {
      const leased = await bench().attempt({ next_check_at: new Date(Date.now() + 1_000) })
      await attempts().wake([leased.id])
      await attempts().putOff([leased], () => 60_000, new Date())
      const { next_check_at, answered_at } = await attempts().get(leased.id)
      expect(inMs(next_check_at)).toBeLessThan(1_000)
      expect(answered_at).toBeNull()
    })

    it("later, without waiting for a settlement that waits for it", async () => {
      const next_check_at = new Date(Date.now() + 1_000)
      const [first, second] = [
        await bench().attempt({ next_check_at }),
        await bench().attempt({ next_check_at }),
      ]
      // Behind the second one in the table.
      await bench().knex("payment_attempt").where({ id: first.id }).update({ updated_at: new Date() })
      const locked = await bench().knex.transaction()
      await attempts().lockAll([first.id], locked)
      const putOff = attempts().putOff([second, first], () => 60_000, new Date())
      await eventually(waiting, (count) => count > 0)
      await Promise.all([
        attempts()
          .lockAll([first.id, second.id], locked)
          .then(() => locked.commit()),
        putOff,
      ])
      for (const { id } of [first, second]) {
        expect(inMs((await attempts().get(id)).next_check_at)).toBeGreaterThan(50_000)
      }
    })

    describe("because somebody has named it", () => {
      const NAMED = { gateway: "tegro", account: "shop", gateway_id: "755555" }
      const named = async (status: "awaiting" | "paid" | "refunded" = "awaiting") => {
        const { id } = await bench().attempt({ account: "shop" })
        await attempts().record(id, { gateway_id: "755555", status }, SWEEP)
        return id
      }
      const name = (change: Partial<typeof NAMED> = {}) =>
        attempts().wakeNamed({ ...NAMED, ...change }, 60_000)

      it("at once, and by one of many that hear of it", async () => {
        const id = await named()
        const turns = await Promise.all([name(), name(), name()])
        expect(turns.filter((turn) => turn?.isDue)).toHaveLength(1)
        expect(turns[0]).toMatchObject({ provider_id: "pp_tegro_main", reference: expect.any(String) })
        expect(inMs((await attempts().get(id)).next_check_at)).toBeLessThan(1_000)
      })

      it("a while after the gateway was asked, however often it is named meanwhile", async () => {
        const id = await named("paid")
        const last_observed_at = new Date(Date.now() - 20_000)
        await attempts().record(id, { last_observed_at }, SWEEP)
        for (let times = 0; times < 3; times++) expect((await name())?.isDue).toBe(false)
        const { next_check_at, last_observed_at: kept } = await attempts().get(id)
        expect(inMs(next_check_at)).toBeGreaterThan(35_000)
        expect(inMs(next_check_at)).toBeLessThan(41_000)
        expect(kept).toEqual(last_observed_at)
      })

      it("no later than it would have been", async () => {
        const id = await named()
        await attempts().record(id, { last_observed_at: new Date() }, SWEEP)
        await attempts().schedule(id, PAST)
        await name()
        expect((await attempts().get(id)).next_check_at).toEqual(PAST)
      })

      it("unless all of it went back, or it is another account's or nobody's", async () => {
        const id = await named("refunded")
        expect(await name()).toBeUndefined()
        await named()
        expect(await name({ account: "other" })).toBeUndefined()
        expect(await name({ gateway: "m2cerber" })).toBeUndefined()
        expect(await name({ gateway_id: "755556" })).toBeUndefined()
        expect((await attempts().get(id)).next_check_at).toBeNull()
      })
    })

    it("by one of many tabs in a while, and so is what a shopper says", async () => {
      const { id } = await bench().attempt()
      const tabs = async (claim: () => Promise<boolean>) =>
        (await Promise.all([claim(), claim(), claim()])).filter(Boolean).length
      expect(await tabs(() => attempts().claimObservation(id, 60_000))).toBe(1)
      expect(await tabs(() => attempts().claimShopperAction(id, 60_000, "sent"))).toBe(1)
      expect(await journal(id)).toEqual([
        expect.objectContaining({ kind: "opened" }),
        expect.objectContaining({ kind: "said", road: "checkout", action: "sent", actor_id: null }),
      ])
    })
  })
})
