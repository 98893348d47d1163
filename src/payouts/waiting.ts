import { isRefundLate, REFUND_LATE_AFTER, type PayoutState } from "../core"
import type { Payout } from "../modules/gateway-ledger"
import { announceOpened, announceResolved } from "../settlement"
import type { PayoutDependencies } from "./dependencies"

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
    if (isRefundLate(payout, now() - payout.created_at.getTime())) await report(dependencies, payout)
  }
}

async function report(dependencies: Dependencies, payout: Payout): Promise<void> {
  const { id, provider_id, reference, amount, currency_code, refund_id } = payout
  const opened = await dependencies.ledger.problems.open({
    kind: KIND,
    subject: id,
    provider_id,
    attempt_id: null,
    reference,
    payment_collection_id: null,
    order_id: null,
    payout_id: id,
    refund_id,
    amount,
    currency_code,
  })
  if (opened) await announceOpened(dependencies, opened)
}

/** Closes the problem of a payout that waits no more: it was handed over, or will not be. */
export async function clearWaiting(
  dependencies: Pick<Dependencies, "events"> & { ledger: Pick<Dependencies["ledger"], "problems"> },
  payoutId: string,
  state: PayoutState,
): Promise<void> {
  const { problems } = dependencies.ledger
  for (const { id, kind } of await problems.openOfPayout(payoutId)) {
    const closed = kind === KIND && (await problems.close(id, null, `The payout is ${state}.`))
    if (closed) await announceResolved(dependencies, closed)
  }
}
