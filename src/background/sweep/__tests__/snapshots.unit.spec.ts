import type { BackgroundDependencies } from "../../dependencies"
import { AccountRun } from "../account-run"
import { takeSnapshot } from "../snapshots"

it("the balances of an hour wait for the next run where this minute has no more calls", async () => {
  let isTaken = false
  let left = 0
  const recorded: string[] = []
  const dependencies = {
    ledger: {
      watch: {
        takeTurn: async () => !isTaken && (isTaken = true),
        giveBackTurn: async () => void (isTaken = false),
        endTurn: async () => undefined,
      },
      balances: { record: async (providerId: string) => void recorded.push(providerId) },
    },
    now: () => 0,
  } as unknown as BackgroundDependencies
  const gateway = { name: "tegro", account: "shop", balances: async () => [] } as never
  const run = () =>
    takeSnapshot(
      dependencies,
      new AccountRun(
        { key: "tegro shop", entries: [{ providerId: "pp_tegro_main", gateway }], hasWork: false },
        {
          ...{ now: () => 0, budgetMs: 1_000, isSuspect: false, isStopped: () => false },
          calls: { grant: async () => left, takeBack: async () => undefined },
        },
      ),
    )
  await run()
  expect(recorded).toEqual([])
  left = 1
  await run()
  await run()
  expect(recorded).toEqual(["pp_tegro_main"])
})
