import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { dependenciesOf } from "../composition"
import {
  recordProblemAction,
  resolveProblem,
  type ProblemActionInput,
  type ResolveProblemInput,
} from "../problems"

const recordActionStep = createStep(
  "payment-gateways-record-problem-action",
  async (input: ProblemActionInput, { container }) =>
    new StepResponse(await recordProblemAction(dependenciesOf(container), input)),
)

/** Writes down that a person is about to do something about a problem; the road for money does the rest. */
export const recordProblemActionWorkflow = createWorkflow(
  "payment-gateways-record-problem-action",
  (input: WorkflowData<ProblemActionInput>) => new WorkflowResponse(recordActionStep(input)),
)

const resolveProblemStep = createStep(
  "payment-gateways-resolve-problem",
  async (input: ResolveProblemInput, { container }) =>
    new StepResponse(await resolveProblem(dependenciesOf(container), input)),
)

/** Closes a problem by a person's statement. No money is moved. */
export const resolveProblemWorkflow = createWorkflow(
  "payment-gateways-resolve-problem",
  (input: WorkflowData<ResolveProblemInput>) => new WorkflowResponse(resolveProblemStep(input)),
)
