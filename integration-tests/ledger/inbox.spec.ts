import type { NewNotification } from "../../src/modules/gateway-ledger"
import { ledgerSuite } from "../support/ledger-suite"

ledgerSuite("the inbox", (bench) => {
  const inbox = () => bench().ledger.inbox
  const row = (id: string) => bench().knex("gateway_notification").where({ id }).first()
  const LEASE = 60_000
  const claimDue = (limit = 100) => inbox().claimDue({ providers: ["pp_tegro_main"], limit, leaseMs: LEASE })

  const notification = async (change: Partial<NewNotification> = {}): Promise<NewNotification> => {
    const { provider_id, reference, gateway } = await bench().attempt()
    const claim = { status: "paid", received: null, currency: "RUB" } as const
    const about = { gateway, provider_id, reference, subject: "payment" as const, gateway_id: "1", claim }
    return { ...about, fingerprint: `print of ${reference}`, ...change }
  }

  it("takes the same content once, and counts how often it came", async () => {
    const one = await notification()
    const first = await inbox().receive(one)
    expect(first).toMatchObject({ isDue: true })
    expect(await inbox().receive(one)).toEqual(first)
    expect(await row(first!.id)).toMatchObject({ deliveries: 2, state: "received", claim: one.claim })
  })

  it("takes nothing that was not asked through this provider", async () => {
    expect(await inbox().receive(await notification({ reference: "mpg-unknown" }))).toBeUndefined()
    expect(await inbox().receive(await notification({ provider_id: "pp_tegro_other" }))).toBeUndefined()
    expect(
      await inbox().receive(await notification({ provider_id: "pp_tegro_other", account: "other" })),
    ).toBeUndefined()
    const payout = await bench().payout()
    const about = { subject: "payout" as const, provider_id: payout.provider_id, reference: payout.reference }
    expect(await inbox().receive(await notification({ ...about, fingerprint: "a payout's" }))).toMatchObject({
      isDue: true,
    })
  })

  it("takes what is about a payout of the account, to whichever of its entries it comes", async () => {
    const payout = await bench().payout()
    const about = { subject: "payout", provider_id: "pp_m2cerber_new", reference: payout.reference } as const
    const received = async (account: string, gateway = payout.provider_id.split("_")[1]) =>
      inbox().receive(
        await notification({ ...about, gateway, account, fingerprint: `${account} ${gateway}` }),
      )
    expect(await received("merchant-1")).toBeUndefined()
    await bench().ledger.payouts.move(payout.id, "approved", {})
    await bench().ledger.payouts.move(payout.id, "sending", { gateway_account: "merchant-1" })
    const { id } = (await received("merchant-1"))!
    expect(await row(id)).toMatchObject({ provider_id: payout.provider_id })
    expect([await received("merchant-2"), await received("merchant-1", "another")]).toEqual([
      undefined,
      undefined,
    ])
  })

  it("gives a notification to one worker, and to the next when that one has died", async () => {
    const { id } = (await inbox().receive(await notification()))!
    const claims = await Promise.all([1, 2, 3].map(() => inbox().claim(id, LEASE)))
    expect(claims.filter(Boolean)).toEqual([expect.objectContaining({ id, tries: 1 })])
    expect((await claimDue()).map((one) => one.id)).not.toContain(id)
    await bench()
      .knex("gateway_notification")
      .where({ id })
      .update({ leased_until: bench().knex.raw("now() - interval '1 second'") })
    expect(await claimDue()).toContainEqual(expect.objectContaining({ id, tries: 2 }))
  })

  it("does not wait for a worker that is at it", async () => {
    const [held, free] = [
      await inbox().receive(await notification()),
      await inbox().receive(await notification()),
    ]
    await bench().knex.transaction(async (trx) => {
      await trx("gateway_notification").where({ id: held!.id }).forUpdate()
      expect((await claimDue()).map(({ id }) => id)).toEqual([free!.id])
    })
  })

  it("is worked off oldest first", async () => {
    const ids: string[] = []
    for (let i = 0; i < 3; i++) ids.push((await inbox().receive(await notification()))!.id)
    const claimed = (await claimDue()).map(({ id }) => id)
    expect(claimed.filter((id) => ids.includes(id))).toEqual(ids)
  })

  it("keeps the lease of what waits for its turn, and gives back what has not come to it", async () => {
    const { id } = (await inbox().receive(await notification()))!
    const [claimed] = await claimDue()
    const [renewed] = await inbox().renew([claimed!], 2 * LEASE)
    expect(renewed!.leased_until!.getTime() - claimed!.leased_until!.getTime()).toBeGreaterThan(LEASE / 2)
    expect(await inbox().renew([claimed!], LEASE)).toEqual([])
    await inbox().giveBack([claimed!])
    expect(await claimDue()).toEqual([])
    await inbox().giveBack([renewed!])
    expect(await claimDue()).toEqual([expect.objectContaining({ id, tries: 1 })])
  })

  it("keeps what could not be settled until its time, or gives it up", async () => {
    const { id } = (await inbox().receive(await notification()))!
    await inbox().claim(id, LEASE)
    await inbox().retryIn(id, "gateway_unavailable: no answer", 5_000)
    const waiting = await row(id)
    expect(waiting).toMatchObject({ state: "received", error: "gateway_unavailable: no answer" })
    // By the database's clock alone, whatever this machine's says.
    expect(waiting.leased_until.getTime() - waiting.updated_at.getTime()).toBe(5_000)
    expect(await inbox().claim(id, LEASE)).toBeUndefined()
    await inbox().fail(id, "gateway_unavailable: no answer")
    expect(await row(id)).toMatchObject({ state: "failed", leased_until: null })
  })

  it("takes nothing back when a worker comes late", async () => {
    const { id } = (await inbox().receive(await notification()))!
    await inbox().finish(id, "capture")
    await inbox().retryIn(id, "late", 0)
    await inbox().fail(id, "late")
    expect(await row(id)).toMatchObject({ state: "done", outcome: "capture", error: null })
    const again = await inbox().receive(await notification({ fingerprint: (await row(id)).fingerprint }))
    expect(again).toEqual({ id, isDue: false })
  })

  it("lets a person settle one again, unless somebody is at work on it", async () => {
    const { id } = (await inbox().receive(await notification()))!
    await inbox().claim(id, LEASE)
    expect(await inbox().reclaim(id, LEASE)).toBeUndefined()
    await inbox().finish(id, "wait")
    expect(await inbox().reclaim(id, LEASE)).toMatchObject({ state: "received", tries: 2 })
    await inbox().retryIn(id, "no answer", LEASE)
    expect(await inbox().reclaim(id, LEASE)).toMatchObject({ tries: 3, error: null })
  })
})
