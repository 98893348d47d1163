import type { PaymentProblem } from "../modules/gateway-ledger"
import type { ProblemDependencies } from "./dependencies"

type Dependencies = Pick<ProblemDependencies, "settle" | "checkPayout"> & {
  ledger: Pick<ProblemDependencies["ledger"], "attempts">
}

/** Asks the gateway about the money of a problem: settles its payment, or checks its payout. */
export async function checkProblem(dependencies: Dependencies, problem: PaymentProblem): Promise<void> {
  if (problem.kind === "payout_unclear") {
    await dependencies.checkPayout(problem.payout_id ?? problem.subject)
    return
  }
  const { provider_id, reference } = await dependencies.ledger.attempts.get(problem.attempt_id as string)
  await dependencies.settle({ provider_id, reference, road: "admin" })
}
