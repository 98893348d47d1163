import { helpWith } from "../core"
import { SETTLEMENT_PROBLEMS, type PlannedProblem } from "../core/settlement"
import type { JournalAuthor, NewProblem, PaymentAttempt, PaymentProblem } from "../modules/gateway-ledger"
import type { SettlementDependencies } from "./dependencies"
import { PROBLEM_OPENED, PROBLEM_RESOLVED } from "./events"

/** Names what a problem is about: kind and subject are unique while it is open. */
const subjectOf = ({ attemptId, refundId, gatewayId }: PlannedProblem): string =>
  [attemptId, refundId ?? gatewayId].filter((part) => part !== null).join(":")

type Dependencies = Pick<SettlementDependencies, "ledger" | "events" | "log">

/**
 * Brings the problems of these attempts to the planned set: opens, corrects and clears them, and emits the events.
 *
 * @param since when the run began that planned them: a refund may have opened a problem during the run
 */
export async function bringProblems(
  dependencies: Dependencies,
  { rows, since }: { rows: readonly PaymentAttempt[]; since: Date | undefined },
  planned: readonly PlannedProblem[],
  orderId: string | null,
  by: JournalAuthor,
): Promise<void> {
  const scope = {
    attempt_ids: rows.map(({ id }) => id),
    kinds: SETTLEMENT_PROBLEMS,
    words: rows.flatMap(({ words }) => words),
    since,
  }
  const wanted = planned.map((problem) => ({
    ...problemRow(rows.find(({ id }) => id === problem.attemptId) as PaymentAttempt, problem, orderId),
    attempt_id: problem.attemptId,
  }))
  const { opened, cleared } = await dependencies.ledger.problems.bring(scope, wanted, by)
  for (const problem of opened) await announceOpened(dependencies, problem)
  for (const problem of cleared) await announceResolved(dependencies, problem)
}

/** A planned problem as the ledger writes it down. */
export function problemRow(
  { provider_id, reference, payment_collection_id, currency_code }: PaymentAttempt,
  planned: PlannedProblem,
  orderId: string | null,
): NewProblem {
  const { kind, attemptId, refundId, gatewayId, amount } = planned
  return {
    kind,
    subject: subjectOf(planned),
    provider_id,
    attempt_id: attemptId,
    reference,
    payment_collection_id,
    order_id: orderId,
    refund_id: refundId,
    gateway_id: gatewayId,
    amount: amount?.amount ?? null,
    currency_code,
  }
}

export async function announceOpened(
  { events, log }: Pick<Dependencies, "events" | "log">,
  problem: PaymentProblem,
): Promise<void> {
  const { id, kind, provider_id, reference, amount, currency_code } = problem
  const sum = amount === null ? "" : ` amount=${amount} ${currency_code}`
  log.error(
    `payment problem opened: kind=${kind} provider_id=${provider_id} reference=${reference}${sum} help=${helpWith("problem", kind)}`,
  )
  await events.emit(PROBLEM_OPENED, { id, kind, provider_id, reference })
}

export async function announceResolved(
  { events }: Pick<Dependencies, "events">,
  { id, kind, provider_id, reference }: PaymentProblem,
): Promise<void> {
  await events.emit(PROBLEM_RESOLVED, { id, kind, provider_id, reference })
}
