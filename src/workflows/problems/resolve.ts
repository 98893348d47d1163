import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { lookSoon } from "../background"
import { ledgerOf } from "../services"
import { settlementDependencies } from "../settlement"
import { actionableProblem, alreadyResolved } from "./record-action"
import { announceResolved } from "../../settlement"

export interface ResolveProblemInput {
  problem_id: string
  /** `refunded`: the money was returned outside of Medusa. */
  action: "refunded" | "resolve"
  /** What was done, in the person's own words. */
  note: string
  /** Id of a user or an API key. */
  actor_id: string
}

const resolveProblemStep = createStep(
  "payment-gateways-resolve-problem",
  async (input: ResolveProblemInput, { container }) => {
    const { problem_id, action, note, actor_id } = input
    await actionableProblem(container, input)
    const closed = await ledgerOf(container).problems.close(problem_id, { actor_id, action }, note)
    if (!closed) throw alreadyResolved()
    await announceResolved(settlementDependencies(container), closed)
    // What the person said is a fact of the payment now, and may change what ought to be.
    if (closed.attempt_id) {
      await ledgerOf(container).attempts.wake([closed.attempt_id])
      lookSoon(container, closed.attempt_id)
    }
    return new StepResponse(closed)
  },
)

/** A person says that a problem is over. No money is moved. */
export const resolveProblemWorkflow = createWorkflow(
  "payment-gateways-resolve-problem",
  (input: WorkflowData<ResolveProblemInput>) => new WorkflowResponse(resolveProblemStep(input)),
)
