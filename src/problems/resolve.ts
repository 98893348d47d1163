import { Conflict } from "../core"
import { sameAmount, type PaymentProblem } from "../modules/gateway-ledger"
import { announceResolved, settlementLock } from "../settlement"
import { actionableProblem, alreadyResolved } from "./actions"
import type { ProblemDependencies } from "./dependencies"

export interface ResolveProblemInput {
  problem_id: string
  /** `refunded`: the money was returned outside of Medusa. */
  action: "refunded" | "resolve"
  /** What was done, in the person's own words. */
  note: string
  /** Id of a user or an API key. */
  actor_id: string
  /** The sum that the person has seen, null for none; left out, the resolution is about whatever sum it is now. */
  amount?: string | null
}

/**
 * Closes a problem with a person's resolution. No money is moved. The resolution is a fact of the payment from now on and
 * may change its plan: the same transaction makes the attempt due, and it is settled at once in the background.
 *
 * @throws Conflict (problem_resolved, problem_action_not_possible, problem_changed)
 */
export async function resolveProblem(
  dependencies: Omit<ProblemDependencies, "settle" | "checkPayout">,
  input: ResolveProblemInput,
): Promise<PaymentProblem> {
  const { problem_id, action, note, actor_id, amount } = input
  const { problems } = dependencies.ledger
  const problem = await actionableProblem(dependencies, input)
  assertAsSeen(problem, amount)
  const closed = await betweenSettlements(dependencies, problem, () =>
    problems.close(problem_id, { actor_id, action, amount }, note),
  )
  if (!closed) {
    const now = await problems.get(problem_id)
    if (now.state === "open") assertAsSeen(now, amount)
    throw alreadyResolved()
  }
  if (closed.attempt_id) dependencies.lookSoon(closed.attempt_id)
  await announceResolved(dependencies, closed)
  return closed
}

/**
 * Waits for a settlement that is under way: it does not know the resolution, and may be making an order of the very money
 * that has gone back. Where that takes too long the work is done all the same.
 */
async function betweenSettlements<T>(
  { medusa }: Pick<ProblemDependencies, "medusa">,
  { payment_collection_id }: PaymentProblem,
  work: () => Promise<T>,
): Promise<T> {
  if (payment_collection_id === null) return work()
  let isBegun = false
  const begin = () => {
    isBegun = true
    return work()
  }
  try {
    return await medusa.withLock(settlementLock(await medusa.unitOf(payment_collection_id)), begin)
  } catch (error) {
    if (isBegun) throw error
    return work()
  }
}

/** A resolution is about the sum that the person has seen: more may have come meanwhile, or a part may have gone back. */
function assertAsSeen({ amount: now }: PaymentProblem, seen: string | null | undefined): void {
  if (seen === undefined || sameAmount(now, seen)) return
  throw new Conflict("problem_changed", "This problem is about another sum by now. Look at it again.")
}
