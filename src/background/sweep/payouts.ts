import { DRAFT_LOOK_EVERY } from "../../core"
import type { Payout } from "../../modules/gateway-ledger"
import { checkPayout, giveUpPayout, sendPayout } from "../../payouts"
import type { BackgroundDependencies } from "../dependencies"
import { LEASE_MS, withLease, type Lease } from "../lease"
import type { Lane } from "./lane"
import { NO_BATCH, type Batch } from "./report"
import { isSilence } from "../silence"

const AT_ONCE = 50

/** Sends the payouts of refunds, which a copy of the store does not, and asks about those that are under way. */
export async function sweepPayouts(dependencies: BackgroundDependencies, lane: Lane): Promise<Batch> {
  if (lane.isOver()) return NO_BATCH
  const { payouts } = dependencies.ledger
  const due = await payouts.claimDue({ providers: lane.providers, limit: AT_ONCE, leaseMs: LEASE_MS })
  await withLease(payouts, due, (lease) => sweepDue(dependencies, lane, due, lease))
  await putOffDrafts(dependencies, due)
  return { payouts: due.length, isFull: due.length === AT_ONCE }
}

async function sweepDue(
  dependencies: BackgroundDependencies,
  lane: Lane,
  due: readonly Payout[],
  lease: Lease<Payout>,
): Promise<void> {
  const isLive = due.length > 0 && (await dependencies.isLive())
  // Nor what an entry is to send that another process runs, or that comes back.
  const isSending = isLive && lane.gateway !== undefined
  const mine = due.filter(({ state }) => state !== "draft" && (isSending || state !== "approved"))
  // What is not this store's to send keeps its lease, and waits.
  for (const payout of due) if (!mine.includes(payout)) lease.begin(payout)
  await lane.askAll(mine, async (payout) => !lease.begin(payout) || sweepPayout(dependencies, payout))
}

/** A refund's draft waits for an admin; it is due every hour, so that it is told when nobody comes. */
async function putOffDrafts({ ledger, now }: BackgroundDependencies, due: readonly Payout[]): Promise<void> {
  for (const { id, state } of due) {
    const change = { next_check_at: new Date(now() + DRAFT_LOOK_EVERY) }
    if (state === "draft") await ledger.payouts.note(id, "draft", change)
  }
}

/** False when the gateway gave no answer. */
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
    return !isSilence(error)
  }
}
