import type { PayoutState } from "../core"
import type { Payout } from "../modules/gateway-ledger"
import { announceOpened, announceResolved } from "../settlement"
import type { PayoutDependencies } from "./dependencies"

type Dependencies = Pick<PayoutDependencies, "ledger" | "events" | "log">

/** Opens the problem of a payout of which nobody knows whether it left: a person must find out. */
export async function reportUnclear(dependencies: Dependencies, payout: Payout): Promise<void> {
  const { id, provider_id, reference, amount, currency_code } = payout
  const opened = await dependencies.ledger.problems.open({
    kind: "payout_unclear",
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

/** Closes the problem of a payout that is clear by now. */
export async function clearUnclear(
  dependencies: Dependencies,
  id: string,
  state: PayoutState,
): Promise<void> {
  const { problems } = dependencies.ledger
  for (const problem of await problems.openOfPayout(id)) {
    const closed = await problems.close(problem.id, null, `The payout is ${state}.`)
    if (closed) await announceResolved(dependencies, closed)
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
