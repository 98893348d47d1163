import { DRAFT_LOOK_EVERY } from "../../core"
import type { Payout } from "../../modules/gateway-ledger"
import { checkPayout, giveUpPayout, sendPayout } from "../../payouts"
import type { BackgroundDependencies } from "../dependencies"
import { isNoAnswer } from "../errors"
import { LEASE_MS, withLease, type Lease } from "../lease"
import type { AccountRun } from "./account-run"
import { NO_BATCH, type Batch } from "./report"

const AT_ONCE = 50

/** Sends the payouts of refunds, and asks about payouts that are under way. A copy of the store sends nothing. */
export async function sweepPayouts(dependencies: BackgroundDependencies, run: AccountRun): Promise<Batch> {
  if (run.isOver()) return NO_BATCH
  const { ledger, now } = dependencies
  const { payouts } = ledger
  const due = await payouts.claimDue({ providers: run.providers, limit: AT_ONCE, leaseMs: LEASE_MS })
  await withLease(payouts, due, (lease) => sweepDue(dependencies, run, due, lease), now)
  await putOffDrafts(dependencies, due)
  return { payouts: due.length, isFull: due.length === AT_ONCE }
}

async function sweepDue(
  dependencies: BackgroundDependencies,
  run: AccountRun,
  due: readonly Payout[],
  lease: Lease<Payout>,
): Promise<void> {
  const isLive = due.length > 0 && (await dependencies.isLive())
  // A payout of an entry that this process does not run is left to another process.
  const isSending = isLive && run.gateway !== undefined
  const workable = due.filter(({ state }) => state !== "draft" && (isSending || state !== "approved"))
  // The others keep their lease, and wait until it ends.
  for (const payout of due) if (!workable.includes(payout)) lease.begin(payout)
  await run.askAll(workable, async (payout) => !lease.begin(payout) || sweepPayout(dependencies, payout))
}

/** The draft of a refund waits for an admin. It is looked at now and then, so that a problem tells when nobody comes. */
async function putOffDrafts({ ledger, now }: BackgroundDependencies, due: readonly Payout[]): Promise<void> {
  for (const { id, state } of due) {
    const change = { next_check_at: new Date(now() + DRAFT_LOOK_EVERY) }
    if (state === "draft") await ledger.payouts.note(id, "draft", change)
  }
}

/** @returns false when the gateway gave no answer */
async function sweepPayout(dependencies: BackgroundDependencies, payout: Payout): Promise<boolean> {
  const { id, state, provider_id, reference } = payout
  try {
    await (state === "approved"
      ? sendPayout(dependencies, { payout_id: id, actor: null })
      : checkPayout(dependencies, { payout_id: id }))
    return true
  } catch (error) {
    dependencies.log.warn(
      `payout waits: provider_id=${provider_id} payout_id=${id} reference=${reference} error=${(error as Error).message}`,
    )
    await giveUpPayout(dependencies, payout, error)
    return !isNoAnswer(error)
  }
}
