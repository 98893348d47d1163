import { needsCartTotal, type OrderFacts, type OrderMoney } from "../../src/core/settlement/index"
import { orderOf, outstandingOf, type Order } from "./medusa/books"
import type { World } from "./world"

/** Everything that is known of the order's money, read fresh. */
export function gather({ medusa, ledger }: World): OrderMoney {
  const { id, collectionId, total } = medusa.cart
  const order = orderOf(medusa)
  const cart = { id, collectionId, currency: total.currency, total: null }
  const money: OrderMoney = {
    cart,
    order: order && orderFacts(order),
    sessions: medusa.sessions,
    payments: medusa.payments,
    attempts: ledger.attempts,
  }
  return needsCartTotal(money) ? { ...money, cart: { ...cart, total } } : money
}

const orderFacts = (order: Order): OrderFacts => ({
  id: order.id,
  isCanceled: order.isCanceled,
  placedAt: order.placedAt,
  placedTotal: order.placedTotal,
  total: order.total,
  outstanding: outstandingOf(order),
  unreservedItems: order.isReserved || order.isFulfilled ? 0 : 1,
  entries: order.entries.flatMap(({ kind, id, of }) => (kind === "capture" ? [{ id, captureId: of }] : [])),
})
