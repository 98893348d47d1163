import { Conflict } from "../core"
import type { PaymentProblem } from "../modules/gateway-ledger"
import type { ProblemDependencies } from "./dependencies"

type Dependencies = Pick<ProblemDependencies, "settle"> & {
  ledger: Pick<ProblemDependencies["ledger"], "attempts">
}

/**
 * Settles the payment, which completes the paid cart where there is no order.
 * @throws Conflict (order_not_placed)
 */
export async function placeOrder({ ledger, settle }: Dependencies, problem: PaymentProblem): Promise<void> {
  const { provider_id, reference } = await ledger.attempts.get(problem.attempt_id as string)
  const { order_id } = await settle({ provider_id, reference, road: "admin" })
  if (!order_id) {
    throw new Conflict("order_not_placed", "Medusa did not make an order of the paid cart.")
  }
}
