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
 * Writes a person's action on a problem into the journal, before it is done.
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
