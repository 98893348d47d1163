import type { MedusaContainer } from "@medusajs/framework/types"
import type { PaymentProblem } from "../../modules/gateway-ledger"
import { checkPayment, withinTime, type Checked } from "../check-payment"
import { checkPayoutWorkflow } from "../payouts"
import { ledgerOf } from "../services"

/** Asks the gateway about what a problem is about, by the road that payments and payouts take anyway. */
export async function checkProblem(
  container: MedusaContainer,
  problem: PaymentProblem,
): Promise<Checked<unknown>> {
  if (problem.kind === "payout_unclear") {
    const payout_id = problem.payout_id ?? problem.subject
    return withinTime(container, `payout ${payout_id}`, () =>
      checkPayoutWorkflow(container).run({ input: { payout_id } }),
    )
  }
  const attempt = await ledgerOf(container).attempts.get(problem.attempt_id as string)
  return checkPayment(container, attempt)
}

/** Lets the road complete the paid cart; it does so whenever money is captured and no order is there. */
export async function placeOrder(
  container: MedusaContainer,
  problem: PaymentProblem,
): Promise<Checked<unknown>> {
  const attempt = await ledgerOf(container).attempts.get(problem.attempt_id as string)
  const checked = await checkPayment(container, attempt)
  if (checked.outcome !== "done" || checked.result?.order_id) return checked
  return {
    outcome: "failed",
    error: { code: "order_not_placed", message: "Medusa did not make an order of the paid cart." },
    result: null,
  }
}
