export { recordProblemActionWorkflow, type ProblemActionInput } from "./record-action"
export { resolveProblemWorkflow, type ResolveProblemInput } from "./resolve"
