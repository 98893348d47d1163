import { recordProblemAction, resolveProblem } from "../problems"
import { oneStep } from "./one-step"

/** Records that a person is about to do something about a problem; settlement does the rest. */
export const recordProblemActionWorkflow = oneStep(
  "payment-gateways-record-problem-action",
  recordProblemAction,
)

/** Closes a problem by a person's statement. No money is moved. */
export const resolveProblemWorkflow = oneStep("payment-gateways-resolve-problem", resolveProblem)
