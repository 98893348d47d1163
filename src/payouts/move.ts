import { PayoutRefused, type PayoutState } from "../core"
import type { JournalAuthor, Payout, PayoutChange } from "../modules/gateway-ledger"
import type { PayoutDependencies } from "./dependencies"
import { clearWaiting } from "./problems"

/** For merchants' own subscribers; the data is `{ id, state, provider_id }`. */
export const PAYOUT_UPDATED = "payment_gateway.payout_updated"

/** A payout's new state, and what is learned with it. */
export interface PayoutMove {
  state: PayoutState
  change: PayoutChange
  /** The states that the payout may come from; without it all that lead to the new one. */
  from?: readonly PayoutState[]
  by?: JournalAuthor
}

/** The payout was handed over in these states, or never will be. One that is being sent may become approved again. */
const WAITS_NO_MORE: ReadonlySet<PayoutState> = new Set(["sent", "paid", "canceled", "declined"])

/**
 * Moves a payout to a state and emits the event; undefined when another process was faster or it cannot go there. The
 * problem that it waits is closed first: if this process dies in between, a payout that still waits opens it again.
 */
export async function move(
  dependencies: Pick<PayoutDependencies, "ledger" | "events">,
  id: string,
  { state, change, from, by }: PayoutMove,
): Promise<Payout | undefined> {
  if (WAITS_NO_MORE.has(state)) await clearWaiting(dependencies, id, state)
  const moved = await dependencies.ledger.payouts.move(id, state, change, from, by)
  if (moved) await emitPayoutUpdated(dependencies, moved)
  return moved
}

export async function emitPayoutUpdated(
  { events }: Pick<PayoutDependencies, "events">,
  { id, state, provider_id }: Payout,
): Promise<void> {
  await events.emit(PAYOUT_UPDATED, { id, state, provider_id })
}

/** @throws PayoutRefused (payout_state) unless the payout was moved */
export function assertMoved(payout: Payout | undefined, wanted: string): Payout {
  if (!payout) {
    throw new PayoutRefused("payout_state", `This payout cannot be ${wanted}: it is in another state.`)
  }
  return payout
}
