import { inHandOf } from "./invariants"
import { orderOf } from "./medusa/books"
import type { World } from "./world"

/** The books in one line, for people and to compare: equal for equal books. */
export function signatureOf(world: World): string {
  const { medusa, ledger } = world
  const order = orderOf(medusa)
  const payments = medusa.payments.map((payment) => {
    const refunds = payment.refunds.map(({ amount }) => amount.amount)
    const attempt = ledger.attempts.find(({ sessionId }) => sessionId === payment.sessionId)
    return `${attempt?.id ?? payment.providerId} ${inHandOf(world, payment)} in hand${refunds.length ? ` -${refunds}` : ""}`
  })
  const problems = ledger.problems
    .filter(({ state }) => state === "open")
    .map(({ kind, attemptId, refundId, gatewayId, amount }) =>
      [kind, attemptId, refundId && "refund", gatewayId, amount?.amount].filter(Boolean).join(" "),
    )
  const account = order?.entries.map(({ kind, amount }) => `${kind} ${amount.amount}`) ?? []
  const lines = [
    order ? `order ${order.isCanceled ? "canceled" : "open"} ${order.total}` : "no order",
    `account ${account.sort().join(", ")}`,
    `payments ${payments.sort().join(", ")}`,
    `problems ${problems.sort().join(", ")}`,
  ]
  return lines.join(" | ")
}
