import type { ProblemAction } from "../core"
import type { PaymentProblem } from "../modules/gateway-ledger"
import { actionableProblem } from "./actions"
import type { ProblemDependencies } from "./dependencies"

export interface ProblemActionInput {
  problem_id: string
  action: ProblemAction
  /** Id of a user or an API key. */
  actor_id: string
}

/**
 * Writes down that a person is about to do something about a problem; the road for money does the rest.
 * @throws Conflict (problem_resolved, problem_action_not_possible)
 */
export async function recordProblemAction(
  dependencies: Pick<ProblemDependencies, "ledger" | "gateway" | "openCartTotals">,
  input: ProblemActionInput,
): Promise<PaymentProblem> {
  const problem = await actionableProblem(dependencies, input)
  const { action, actor_id } = input
  const { id: problem_id, attempt_id } = problem
  const entry = { problem_id, attempt_id, kind: "said", road: "admin", action, actor_id } as const
  await dependencies.ledger.journal.append(entry)
  return problem
}
