import { PayoutRefused, type PayoutState } from "../core"
import type { JournalAuthor, Payout, PayoutChange } from "../modules/gateway-ledger"
import type { PayoutDependencies } from "./dependencies"
import { emitPayoutUpdated } from "./events"
import { clearWaiting } from "./waiting"

/** Where a payout goes, and what is learned on the way. */
export interface PayoutMove {
  state: PayoutState
  change: PayoutChange
  /** The states that it may come from; all that lead there unless something else is said. */
  from?: readonly PayoutState[]
  by?: JournalAuthor
}

/** In these it was handed over, or never will be. One that is being sent may come back. */
const WAITS_NO_MORE: ReadonlySet<PayoutState> = new Set(["sent", "paid", "canceled", "declined"])

/**
 * Moves a payout and announces it; undefined when another process was faster or it cannot go there. That it waited is
 * cleared first: if this process dies in between, what still waits is told again.
 */
export async function move(
  dependencies: Pick<PayoutDependencies, "ledger" | "events">,
  id: string,
  { state, change, from, by }: PayoutMove,
): Promise<Payout | undefined> {
  const { ledger, events } = dependencies
  if (WAITS_NO_MORE.has(state)) await clearWaiting(dependencies, id, state)
  const moved = await ledger.payouts.move(id, state, change, from, by)
  if (moved) await emitPayoutUpdated({ events }, moved)
  return moved
}

/** @throws PayoutRefused (payout_state) unless the payout was moved */
export function assertMoved(payout: Payout | undefined, wanted: string): Payout {
  if (!payout) {
    throw new PayoutRefused("payout_state", `This payout cannot be ${wanted}: it is in another state.`)
  }
  return payout
}
