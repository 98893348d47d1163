import type { PayoutState, Problem } from "../core"
import type { Payout } from "../modules/gateway-ledger"
import { announceOpened, announceResolved } from "../settlement"
import type { PayoutDependencies } from "./dependencies"

type Dependencies = Pick<PayoutDependencies, "ledger" | "events" | "log">

/** Opens the problem of a payout of which nobody knows whether it left: a person must find out. */
export const reportUnclear = (dependencies: Dependencies, payout: Payout): Promise<void> =>
  reportPayout(dependencies, payout, { kind: "payout_unclear" })

/** Opens a problem of a payout, and announces it. */
export async function reportPayout(
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

/** Closes the problems of a payout that is clear by now. */
export const clearUnclear = (dependencies: Closing, payoutId: string, state: PayoutState): Promise<void> =>
  closePayoutProblems(dependencies, payoutId, state)

type Closing = Pick<Dependencies, "events"> & { ledger: Pick<Dependencies["ledger"], "problems"> }

/**
 * Closes the open problems of a payout, and announces it.
 *
 * @param kind only those of this kind
 */
export async function closePayoutProblems(
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
 * transaction, so what is still owed is found even where this look fails.
 */
export async function lookAtRefunded(
  { lookAt }: Pick<PayoutDependencies, "lookAt">,
  { attempt_id, refund_id }: Payout,
): Promise<void> {
  if (attempt_id && refund_id) await lookAt(attempt_id)
}
