import { Money } from "../../src/core"
import { refundedAt } from "./card"
import { inHandOf } from "./invariants"
import { orderOf } from "./medusa/books"
import type { World } from "./world"

/** The books in one line, for people and to compare: equal for equal books. */
export function signatureOf(world: World): string {
  const { medusa, ledger } = world
  const order = orderOf(medusa)
  const payments = medusa.payments.map((payment) => {
    const refunds = payment.refunds.map(({ amount }) => amount.amount)
    const attempt = ledger.attempts.find(({ session_id }) => session_id === payment.sessionId)
    return `${attempt?.id ?? payment.providerId} ${inHandOf(world, payment)} in hand${refunds.length ? ` -${refunds}` : ""}`
  })
  const problems = ledger.problems
    .filter(({ state }) => state === "open")
    .map(({ kind, attempt_id, refund_id, gateway_id, amount }) =>
      [kind, attempt_id, refund_id && "refund", gateway_id, amount].filter(Boolean).join(" "),
    )
  const account = order?.entries.map(({ kind, amount }) => `${kind} ${amount.amount}`) ?? []
  const cards = world.gateway.payments.flatMap((payment) =>
    payment.card ? [`${payment.reference} ${payment.arrived.amount} -${refundedAt(payment).amount}`] : [],
  )
  const lines = [
    order ? `order ${order.isCanceled ? "canceled" : "open"} ${order.total}` : "no order",
    `account ${account.sort().join(", ")}`,
    `payments ${payments.sort().join(", ")}`,
    `problems ${problems.sort().join(", ")}`,
    ...(cards.length > 0 ? [`at the gateway ${cards.join(", ")}`] : []),
  ]
  return lines.join(" | ")
}

/**
 * The books without the names of payments: of two that are alike the first one heard of is captured, and the other one
 * is told to a person.
 */
export function balanceOf(world: World): string {
  const { medusa, ledger } = world
  const order = orderOf(medusa)
  const open = ledger.problems.filter(({ state }) => state === "open")
  const sums = [
    ...medusa.payments.map((payment) => inHandOf(world, payment)),
    ...open.map(({ amount }) => (amount === null ? null : Money.of(amount, "RUB"))),
  ]
  // A hold that was authorized before it was given up has left a payment with nothing in hand.
  const inHand = medusa.payments
    .map((payment) => inHandOf(world, payment))
    .flatMap((rest) => (rest.isPositive ? [rest.toString()] : []))
    .sort()
  const total = sums.reduce((sum, one) => sum + (one?.minor ?? 0n), 0n)
  const account = order?.entries.map(({ kind, amount }) => `${kind} ${amount}`).sort() ?? []
  // Of a card and a link either may be the one that is captured.
  const isMixed = world.gateway.payments.some(({ arrived, card }) => !card && arrived.isPositive)
  const cards = world.gateway.payments.flatMap((payment) =>
    payment.card && !isMixed ? [`${payment.arrived} -${refundedAt(payment)}`] : [],
  )
  const doubts = open.flatMap(({ kind, amount }) => (amount ? [] : [kind])).sort()
  return [
    order ? `order ${order.isCanceled ? "canceled" : "open"} ${order.total}` : "no order",
    `account ${account}`,
    `in hand ${inHand}`,
    `in hand and told ${total}`,
    `doubts ${doubts}`,
    `at the gateway ${cards.sort()}`,
  ].join(" | ")
}
