import { isRefundLate, REFUND_LATE_AFTER, type PayoutState, type Problem } from "../core"
import type { Payout } from "../modules/gateway-ledger"
import { announceOpened, announceResolved } from "../settlement"
import type { PayoutDependencies } from "./dependencies"

type Dependencies = Pick<PayoutDependencies, "ledger" | "events" | "log">

type Closing = Pick<Dependencies, "events"> & { ledger: Pick<Dependencies["ledger"], "problems"> }

/** Opens the problem of a payout of which nobody knows whether it left: a person must find out. */
export const reportUnclear = (dependencies: Dependencies, payout: Payout): Promise<void> =>
  report(dependencies, payout, { kind: "payout_unclear" })

/**
 * Opens the problem of each refund's payout that was not handed over for too long, for any reason: Medusa shows the money
 * as returned, and the shopper has nothing. No gateway is asked.
 */
export async function reportWaitingPayouts(
  dependencies: Dependencies & Pick<PayoutDependencies, "now">,
  providers: readonly string[],
): Promise<void> {
  const { ledger, now } = dependencies
  const before = new Date(now() - REFUND_LATE_AFTER)
  for (const payout of await ledger.payouts.waitingRefunds(providers, before)) {
    if (!isRefundLate(payout, now() - payout.created_at.getTime())) continue
    await report(dependencies, payout, { kind: "payout_waits", refund_id: payout.refund_id })
  }
}

async function report(
  dependencies: Dependencies,
  { id, provider_id, reference, amount, currency_code }: Payout,
  about: { kind: Problem; refund_id?: string | null },
): Promise<void> {
  const opened = await dependencies.ledger.problems.open({
    ...about,
    subject: id,
    provider_id,
    attempt_id: null,
    reference,
    payment_collection_id: null,
    order_id: null,
    payout_id: id,
    amount,
    currency_code,
  })
  if (opened) await announceOpened(dependencies, opened)
}

/** Closes the problem of a payout that waits no more: it was handed over, or will not be. */
export const clearWaiting = (dependencies: Closing, payoutId: string, state: PayoutState): Promise<void> =>
  closeProblems(dependencies, payoutId, state, "payout_waits")

/**
 * Closes the open problems of a payout, which is in a clear state by now.
 * @param kind only those of this kind
 */
export async function closeProblems(
  { ledger: { problems }, events }: Closing,
  payoutId: string,
  state: PayoutState,
  kind?: Problem,
): Promise<void> {
  for (const problem of await problems.openOfPayout(payoutId)) {
    if (kind !== undefined && problem.kind !== kind) continue
    const closed = await problems.close(problem.id, null, `The payout is ${state}.`)
    if (closed) await announceResolved({ events }, closed)
  }
}

/**
 * Looks at the payment whose money a refund's payout was to return. The payout's end has made it due in the same
 * transaction, so what is still owed is found even if this look fails.
 */
export async function lookAtRefunded(
  { lookAt }: Pick<PayoutDependencies, "lookAt">,
  { attempt_id, refund_id }: Payout,
): Promise<void> {
  if (attempt_id && refund_id) await lookAt(attempt_id)
}
