import { inHandOf } from "./invariants"
import { paymentsOf } from "./gateway"
import { orderOf, type Payment } from "./medusa/books"
import { violation, type Attempt, type Problem, type World } from "./world"

/** Captured money is in a living order that costs this sum, or went back, or a person is told of its true rest. */
export function auditCaptured(world: World, attempt: Attempt, payment: Payment): void {
  const { ledger, medusa } = world
  const open = ledger.problems.filter((one) => one.attemptId === attempt.id && one.state === "open")
  const rest = inHandOf(world, payment)
  const wrong = (text: string) =>
    violation(world, `${attempt.id}: ${rest} of ${payment.amount} in hand, ${text}`)
  const isTold = (kind: Problem["kind"]) =>
    open.some((one) => one.kind === kind && one.refundId === null && one.amount?.equals(rest)) ||
    attempt.words.some((word) => word.kind === kind && word.refundId === null)
  const isRefunded = paymentsOf(world, attempt).some(
    ({ number, wentBack }) => number === attempt.gatewayId && wentBack.isPositive,
  )
  auditRefunds(world, attempt, payment, open, isRefunded)
  if (!rest.isPositive) {
    const left = open.filter(({ kind, refundId, gatewayId }) => IN_HAND.has(kind) && !refundId && !gatewayId)
    for (const { kind } of left) wrong(`and ${kind} is open`)
    return
  }
  for (const { kind, amount, gatewayId, refundId } of open) {
    if (IN_HAND.has(kind) && amount && !gatewayId && !refundId && rest.lessThan(amount))
      wrong(`and ${kind} ${amount} is open`)
  }
  const order = orderOf(medusa)
  if (isRefunded) {
    if (attempt.policy && !isTold("refunded_at_gateway")) wrong("refunded in the cabinet, and nobody is told")
  } else if (!order) {
    if (!isTold("no_order")) wrong("no order, and nobody is told")
  } else if (order.isCanceled) {
    if (!isTold("refund_owed")) wrong("its order is canceled, and nobody is told")
  } else {
    const isOfCart = payment.collectionId === medusa.cart.collectionId
    const costs = [order.total, order.placedTotal].some((total) => total.equals(attempt.asked))
    if (isOfCart && !costs && !isTold("order_total_differs"))
      wrong(`its order costs ${order.total}, and nobody is told`)
  }
}

const IN_HAND: ReadonlySet<string> = new Set([
  "no_order",
  "refund_owed",
  "refunded_at_gateway",
  "order_total_differs",
  "order_unfinished",
  "paid_twice",
])

/** Each of Medusa's refunds is on its way, or a person is told of it, once. */
function auditRefunds(
  world: World,
  attempt: Attempt,
  { refunds }: Payment,
  open: readonly Problem[],
  isRefunded: boolean,
): void {
  for (const { id, amount } of refunds) {
    const isSent = attempt.payouts.some(
      ({ refundId, state }) => refundId === id && state !== "declined" && state !== "canceled",
    )
    const told = open.filter((one) => one.kind === "refund_owed" && one.refundId === id)
    const isDone = attempt.words.some(({ refundId }) => refundId === id)
    const wrong = (text: string) => violation(world, `${attempt.id}: refund of ${amount} ${text}`)
    if (!isSent && !isDone && !isRefunded && !told.some((one) => one.amount?.equals(amount))) {
      wrong("is forgotten")
    }
    if ((isSent || isDone) && told.length > 0) wrong("is owed twice")
  }
}
