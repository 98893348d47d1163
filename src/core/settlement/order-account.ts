import type { OrderFacts, OrderMoney, PaymentFacts } from "./facts/facts"
import { isUntaken } from "./facts/holds"
import { inHand } from "./facts/refunds"
import type { Step } from "./step"

/** A capture that the order's account lacks. */
export interface MissingEntry {
  captureId: string
  paymentId: string
}

/** The first of all steps: Medusa uses these links to enter captures into the order, and to cancel its payments. */
export function linkOrder({ cart, order }: OrderMoney): Step[] {
  return cart && order?.isUnlinked ? [{ kind: "linkOrder", orderId: order.id, cartId: cart.id }] : []
}

/** The order does not show what is paid: a link or an entry is missing, or an entry is there twice or in another order. */
export const isUnrepaired = (money: OrderMoney): boolean =>
  [linkOrder, repairAccount].some((propose) => propose(money).length > 0)

export function repairAccount({ order, payments, attempts }: OrderMoney): Step[] {
  if (!order) return []
  const sessions = new Set(attempts.map(({ sessionId }) => sessionId))
  const ours = payments.filter(({ sessionId }) => sessions.has(sessionId))
  const isNotTaken = ({ sessionId }: PaymentFacts) =>
    attempts.some((attempt) => attempt.sessionId === sessionId && isUntaken(attempt))
  // Money that went back before there was an order never paid for it, and money that the gateway has not taken pays for
  // nothing yet: neither belongs into the account. But where the account has a refund of it, it needs the capture, too.
  const paying = ours.filter(
    (payment) =>
      isRefundEntered(order, payment) || (inHand(payment, attempts).isPositive && !isNotTaken(payment)),
  )
  const missing = paying.flatMap((payment) => missingEntries(order, payment))
  const surplus = [...surplusEntries(order, ours), ...order.strayEntries]
  const isMiscounted = order.isMiscounted && paying.length > 0
  if (missing.length + surplus.length === 0 && !isMiscounted) return []
  return [{ kind: "repairAccount", orderId: order.id, missing, surplus }]
}

const isRefundEntered = ({ refundEntries }: OrderFacts, { id, refunds }: PaymentFacts) =>
  refundEntries.includes(id) || refunds.some((refund) => refundEntries.includes(refund.id))

const missingEntries = ({ entries }: OrderFacts, { id, captures }: PaymentFacts): MissingEntry[] =>
  captures
    .filter((capture) => !entries.some(({ captureId }) => captureId === capture.id))
    .map((capture) => ({ captureId: capture.id, paymentId: id }))

/** A capture that was entered more than once keeps its first entry; one that Medusa has taken back keeps none. */
function surplusEntries({ entries }: OrderFacts, payments: readonly PaymentFacts[]): string[] {
  const captures = payments.flatMap((payment) => payment.captures.map(({ id }) => id))
  const again = captures.flatMap((captureId) =>
    entries
      .filter((entry) => entry.captureId === captureId)
      .map(({ id }) => id)
      .sort()
      .slice(1),
  )
  return [...again, ...entries.filter(({ isGone }) => isGone).map(({ id }) => id)]
}
