export {
  clearProblem,
  openProblem,
  PROBLEM_OPENED,
  PROBLEM_RESOLVED,
  syncProblems,
  type HeldMoney,
} from "./records"
export { recordProblemActionWorkflow, type ProblemActionInput } from "./record-action"
export { resolveProblemWorkflow, type ResolveProblemInput } from "./resolve"
