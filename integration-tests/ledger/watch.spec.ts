import { ledgerSuite } from "../support/ledger-suite"

ledgerSuite("what runs by itself", (bench) => {
  const watch = () => bench().ledger.watch
  const TIMES = { everyMs: 10_000, lateMs: 60_000 }

  /** As if so many seconds had passed. */
  const pass = (seconds: number) =>
    bench()
      .knex("gateway_watch")
      .update({
        last_run_at: bench().knex.raw("last_run_at - ? * interval '1 second'", [seconds]),
        next_run_at: bench().knex.raw("next_run_at - ? * interval '1 second'", [seconds]),
      })

  it("is nobody else's turn while Medusa's schedule sweeps", async () => {
    await watch().markSchedule()
    await watch().markSweep()
    await pass(30)
    expect(await watch().takeOver(TIMES)).toEqual({ isTaken: false, isScheduleSilent: false })
  })

  it("is taken over by one process when nobody has swept for a minute, and then as often as the schedule would", async () => {
    await watch().markSchedule()
    await watch().markSweep()
    await pass(61)
    const turns = await Promise.all([1, 2, 3].map(() => watch().takeOver(TIMES)))
    expect(turns.map(({ isTaken }) => isTaken).sort()).toEqual([false, false, true])
    await pass(11)
    expect(await watch().takeOver(TIMES)).toEqual({ isTaken: true, isScheduleSilent: true })
    expect((await watch().sweepTimes()).last_watchdog_at).not.toBeNull()
  })

  it("is taken over where there never was a schedule", async () => {
    expect(await watch().takeOver(TIMES)).toEqual({ isTaken: true, isScheduleSilent: true })
    expect(await watch().takeOver(TIMES)).toMatchObject({ isTaken: false })
  })

  it("is taken over where the schedule is heard and its process does not sweep", async () => {
    await watch().markSweep()
    await pass(61)
    await watch().markSchedule()
    expect(await watch().takeOver(TIMES)).toEqual({ isTaken: true, isScheduleSilent: false })
    await pass(11)
    expect(await watch().takeOver(TIMES)).toMatchObject({ isTaken: false })
  })

  it("has one turn in its time, and after failures ever later ones", async () => {
    const turn = () => watch().takeTurn("balance pp_one", 3_600_000)
    const failure = { firstMs: 600_000, lastMs: 86_400_000 }
    expect([await turn(), await turn()]).toEqual([true, false])
    for (const minutes of [10, 20, 40]) {
      await watch().endTurn("balance pp_one", failure)
      await pass(minutes * 60 - 5)
      expect(await turn()).toBe(false)
      await pass(10)
      expect(await turn()).toBe(true)
    }
    await watch().endTurn("balance pp_one", null)
    await watch().endTurn("balance pp_one", failure)
    await pass(605)
    expect(await turn()).toBe(true)
  })

  it("makes no more calls in a minute than its ceiling, in all processes together", async () => {
    const grant = (wanted: number) => watch().grantCalls("calls tegro shop", wanted, 25)
    const grants = await Promise.all([1, 2, 3, 4].map(() => grant(10)))
    expect(grants.sort((a, b) => a - b)).toEqual([0, 5, 10, 10])
    await watch().takeBackCalls("calls tegro shop", 3)
    expect([await grant(10), await grant(10)]).toEqual([3, 0])
    await pass(61)
    expect(await grant(10)).toBe(10)
  })
})
