import { PayoutRefused, type PayoutState } from "../core"
import type { JournalAuthor, Payout, PayoutChange } from "../modules/gateway-ledger"
import type { PayoutDependencies } from "./dependencies"
import { emitPayoutUpdated } from "./events"

/** Where a payout goes, and what is learned on the way. */
export interface PayoutMove {
  state: PayoutState
  change: PayoutChange
  /** The states that it may come from; all that lead there unless something else is said. */
  from?: readonly PayoutState[]
  by?: JournalAuthor
}

/** Moves a payout and announces it; undefined when another process was faster or it cannot go there. */
export async function move(
  {
    ledger,
    events,
  }: { ledger: { payouts: Pick<PayoutDependencies["ledger"]["payouts"], "move"> } } & Pick<
    PayoutDependencies,
    "events"
  >,
  id: string,
  { state, change, from, by }: PayoutMove,
): Promise<Payout | undefined> {
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
