import { isRefundLate, REFUND_LATE_AFTER, type PayoutState } from "../core"
import type { PayoutDependencies } from "./dependencies"
import { closePayoutProblems, reportPayout } from "./problems"

const KIND = "payout_waits"

type Dependencies = Pick<PayoutDependencies, "ledger" | "events" | "log">

/**
 * Opens the problem of each refund's payout that was not handed over for too long, whatever the reason: Medusa shows the
 * money as returned, and the shopper has nothing. Asks no gateway.
 */
export async function reportWaitingPayouts(
  dependencies: Dependencies & Pick<PayoutDependencies, "now">,
  providers: readonly string[],
): Promise<void> {
  const { ledger, now } = dependencies
  const before = new Date(now() - REFUND_LATE_AFTER)
  for (const payout of await ledger.payouts.waitingRefunds(providers, before)) {
    if (!isRefundLate(payout, now() - payout.created_at.getTime())) continue
    await reportPayout(dependencies, payout, { kind: KIND, refund_id: payout.refund_id })
  }
}

/** Closes the problem of a payout that waits no more: it was handed over, or will not be. */
export const clearWaiting = (
  dependencies: Parameters<typeof closePayoutProblems>[0],
  payoutId: string,
  state: PayoutState,
): Promise<void> => closePayoutProblems(dependencies, payoutId, state, KIND)
