import type { MedusaContainer } from "@medusajs/framework/types"
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { Conflict, type ProblemAction } from "../../core"
import type { PaymentProblem } from "../../modules/gateway-ledger"
import { ledgerOf } from "../services"
import { actionsOf } from "./facts"

export interface ProblemActionInput {
  problem_id: string
  action: ProblemAction
  /** Id of a user or an API key. */
  actor_id: string
}

/**
 * The problem, if this can be done about it now.
 * @throws Conflict (problem_resolved, problem_action_not_possible)
 */
export async function actionableProblem(
  container: MedusaContainer,
  { problem_id, action }: Pick<ProblemActionInput, "problem_id" | "action">,
): Promise<PaymentProblem> {
  const problem = await ledgerOf(container).retrievePaymentProblem(problem_id)
  if (problem.state === "resolved") throw alreadyResolved()
  const possible = (await actionsOf(container, [problem])).get(problem.id) ?? []
  if (!possible.includes(action)) {
    throw new Conflict(
      "problem_action_not_possible",
      `"${action}" is not possible here now; possible are: ${possible.join(", ")}.`,
    )
  }
  return problem
}

export const alreadyResolved = () => new Conflict("problem_resolved", "This problem is resolved already.")

const recordActionStep = createStep(
  "payment-gateways-record-problem-action",
  async (input: ProblemActionInput, { container }) => {
    const problem = await actionableProblem(container, input)
    const { action, actor_id } = input
    const { attempt_id } = problem
    const entry = {
      problem_id: problem.id,
      attempt_id,
      kind: "said",
      road: "admin",
      action,
      actor_id,
    } as const
    await ledgerOf(container).journal.append(entry)
    return new StepResponse(problem)
  },
)

/** Writes down that a person is about to do something about a problem; the road for money does the rest. */
export const recordProblemActionWorkflow = createWorkflow(
  "payment-gateways-record-problem-action",
  (input: WorkflowData<ProblemActionInput>) => new WorkflowResponse(recordActionStep(input)),
)
