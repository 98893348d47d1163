import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { Money } from "../core"
import { problemOf } from "./problem-of"
import { openProblem } from "./problems"
import { ledgerOf } from "./services"
import { readMedusaFacts } from "./settle-payment/medusa-facts"

/** What Medusa has as refunded: its refunds were paid out, or are owed on their own account. */
async function refunded(
  container: MedusaContainer,
  paymentId: string | undefined,
  currency: string,
): Promise<Money> {
  if (!paymentId) return Money.zero(currency)
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "refund",
    fields: ["amount", "raw_amount"],
    filters: { payment_id: paymentId },
  })
  const sum = (data as { amount: BigNumberInput }[]).reduce(
    (total, { amount }) => MathBN.add(total, amount),
    MathBN.convert(0),
  )
  return Money.rounded(sum.toFixed(), currency)
}

/** Opens "refund owed" for each payment of a canceled order whose money was captured. */
export async function reportRefundOwed(container: MedusaContainer, orderId: string): Promise<void> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order_payment_collection",
    fields: ["payment_collection_id"],
    filters: { order_id: orderId },
  })
  const collections = (data as { payment_collection_id: string }[]).map((row) => row.payment_collection_id)
  const attempts = collections.length
    ? await ledgerOf(container).listPaymentAttempts({ payment_collection_id: collections })
    : []
  for (const { id } of attempts) {
    const attempt = await ledgerOf(container).getAttempt(id)
    const { captured, paymentId } = await readMedusaFacts(container, attempt)
    const owed = captured.minus(await refunded(container, paymentId, captured.currency))
    if (!owed.isPositive) continue
    await openProblem(container, problemOf(attempt, "refund_owed", { amount: owed.amount, orderId }))
  }
}
