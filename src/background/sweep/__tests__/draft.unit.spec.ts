import { isRefundLate } from "../../../core"
import { DAY, HOUR } from "../../../core/pace"
import type { Payout } from "../../../modules/gateway-ledger"
import type { BackgroundDependencies } from "../../dependencies"
import { AccountRun } from "../account-run"
import { sweepPayouts } from "../payouts"

it("a refund that nobody approves is told within the hour after its day is over, whatever the clocks", async () => {
  // Its row began a moment after the time that its first look was reckoned from.
  const draft = { id: "payout_1", state: "draft", approved_by: null, next_check_at: new Date(DAY) } as Payout
  const createdAt = 5
  let now = 0
  const dependencies = {
    ledger: {
      payouts: {
        claimDue: async () => [draft],
        note: async (_id: string, _state: string, change: Partial<Payout>) =>
          void Object.assign(draft, change),
        giveBack: async () => undefined,
      },
    },
    isLive: async () => true,
    now: () => now,
  } as unknown as BackgroundDependencies
  const account = { key: "m2cerber 1", hasWork: true, entries: [] }
  for (let looks = 0; looks < 50; looks++) {
    now = draft.next_check_at!.getTime()
    if (isRefundLate(draft, now - createdAt)) break
    const bounds = { now: () => now, budgetMs: 1_000, isSuspect: false, isStopped: () => false }
    await sweepPayouts(dependencies, new AccountRun(account, bounds))
  }
  expect(now).toBeGreaterThan(DAY)
  expect(now).toBeLessThanOrEqual(DAY + createdAt + HOUR)
})
