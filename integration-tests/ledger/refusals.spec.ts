import { ledgerSuite } from "../support/ledger-suite"

ledgerSuite("notifications with a wrong signature", (bench) => {
  const shop = { gateway: "tegro", account: "shop" }
  const other = { gateway: "tegro", account: "other" }
  const refusals = () => bench().ledger.refusals
  const read = async () => (await refusals().of([shop, other])).get("tegro shop")

  it("are counted by account, whoever reads it", async () => {
    for (let i = 0; i < 500; i++) refusals().note(shop)
    refusals().note(other)
    const counted = await refusals().of([shop, other])
    expect([...counted].map(([key, { count }]) => [key, count]).sort()).toEqual([
      ["tegro other", 1],
      ["tegro shop", 500],
    ])
  })

  it("are one row for each account, however many come", async () => {
    for (let i = 0; i < 50; i++) refusals().note(shop)
    await read()
    expect(await bench().knex("gateway_watch").select("id")).toEqual([{ id: "refused tegro shop" }])
  })

  it("are counted from the first one on, and anew after a day without", async () => {
    refusals().note(shop)
    const first = await read()
    refusals().note(shop)
    const second = await read()
    expect(second).toMatchObject({ count: 2, since: first?.since })
    expect(second!.last.getTime()).toBeGreaterThanOrEqual(first!.last.getTime())
    const past = bench().knex.raw("now() - interval '25 hours'")
    await bench().knex("gateway_watch").update({ last_run_at: past, next_run_at: past })
    refusals().note(shop)
    const third = await read()
    expect(third?.count).toBe(1)
    expect(third!.since.getTime()).toBeGreaterThan(second!.since.getTime())
  })

  it("are lost where they cannot be written, and nobody waits for them", async () => {
    await bench().knex.schema.renameTable("gateway_watch", "gateway_watch_away")
    refusals().note(shop)
    await bench().knex.schema.renameTable("gateway_watch_away", "gateway_watch")
    expect((await read())?.count ?? 0).toBeLessThanOrEqual(1)
  })
})
