import { ledgerSuite } from "../support/ledger-suite"

ledgerSuite("the accounts' past in the ledger", (bench) => {
  const balances = () => bench().ledger.balances
  const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000)
  const holding = (currency: string, available: string) => ({
    currency,
    available,
    pending: null,
    canceled: null,
  })

  it("is what each account held last, in each of its currencies", async () => {
    await balances().record("pp_one", [holding("RUB", "1"), holding("USD", "2")], hoursAgo(2))
    await balances().record("pp_one", [holding("RUB", "3"), holding("USD", "4")], hoursAgo(1))
    await balances().record("pp_two", [holding("AZN", "5")], hoursAgo(3))
    await balances().record("pp_empty", [], hoursAgo(1))
    const newest = await balances().newest(["pp_one", "pp_two", "pp_empty"])
    expect(newest.map(({ currency_code, available }) => [currency_code, available])).toEqual([
      ["RUB", "3"],
      ["USD", "4"],
      ["AZN", "5"],
    ])
  })

  it("is one point a day for the chart, the last one", async () => {
    const yesterday = new Date(Date.now() - 24 * 3_600_000)
    const [morning, evening] = [new Date(yesterday), new Date(yesterday)]
    morning.setUTCHours(1)
    evening.setUTCHours(22)
    await balances().record("pp_days", [holding("RUB", "1")], morning)
    await balances().record("pp_days", [holding("RUB", "2")], evening)
    await balances().record("pp_days", [holding("RUB", "0")], hoursAgo(24 * 40))
    const points = (await balances().daily(30)).filter(({ provider_id }) => provider_id === "pp_days")
    expect(points.map(({ available }) => available)).toEqual(["2"])
  })

  it("tells when the sweep ran last, and what came in for a provider", async () => {
    const { watch, attempts } = bench().ledger
    const lastSweep = async () => (await watch.sweepTimes()).last_sweep_at
    expect(await lastSweep()).toBeNull()
    await watch.markSweep()
    const first = await lastSweep()
    await watch.markSweep()
    expect((await lastSweep())!.getTime()).toBeGreaterThanOrEqual(first!.getTime())
    const { id } = await bench().attempt({ provider_id: "pp_busy" })
    await attempts.record(id, { status: "paid" }, { kind: "observed", road: "sweep" })
    expect(await watch.traffic(["pp_busy", "pp_quiet"])).toEqual([
      { provider_id: "pp_busy", last_notification_at: null, has_payments: true },
      { provider_id: "pp_quiet", last_notification_at: null, has_payments: false },
    ])
  })
})
