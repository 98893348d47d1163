import { Money } from "../../../src/core"
import { KILLED } from "../statements"
import { count, inMedusa, type World } from "../world"
import { newId, orderOf, paymentOf, type Order, type Payment, type Session } from "./books"
import {
  authorizeSession,
  deleteQuietly,
  enterCaptures,
  refund,
  replaceSessions,
  sessionsOf,
} from "./payments"
import { provider } from "../provider"
import { withCart, workflow, type Undo } from "./workflow"

export const NO_SESSIONS = new Error("Payment sessions are required to complete cart")
export const NOT_ENABLED = new Error("Payment provider is not enabled in the cart's region")
export const SOLD_OUT = new Error("Some variant does not have the required inventory")

/** Medusa's workflow that makes an order of the cart, by its newest session. */
export const completeCart = (world: World): Promise<void> =>
  withCart(world, () =>
    workflow(async (undo) => {
      const { medusa } = world
      const linked = await inMedusa(world, () => orderOf(medusa))
      const session = sessionsOf(world, medusa.cart.collectionId)
        .filter(({ status }) => status !== "error")
        .at(-1)
      if (!session) throw NO_SESSIONS
      if (!medusa.enabled.has(session.providerId)) throw NOT_ENABLED
      undo(() => compensatePayment(world, session))
      if (!linked) await placeOrder(world, session, undo)
    }),
  )

async function placeOrder(world: World, session: Session, undo: Undo): Promise<void> {
  const { medusa } = world
  const { cart } = medusa
  const order = await inMedusa(world, () => addOrder(world))
  undo(() => inMedusa(world, () => medusa.order === order && (medusa.order = null)))
  await inMedusa(world, () => (order.isLinked = true))
  await inMedusa(world, () => (order.hasPayments = true))
  undo(() => inMedusa(world, () => (order.isLinked = order.hasPayments = false)))
  await inMedusa(world, () => (cart.isCompleted = true))
  undo(() => inMedusa(world, () => (cart.isCompleted = false)))
  await inMedusa(world, () => reserve(world, order))
  undo(() => inMedusa(world, () => release(world, order)))
  const payment = await authorizeForOrder(world, session)
  if (payment) {
    undo(() => cancelPayment(world, payment))
    await enterCaptures(world, payment)
  }
  undo(() => count(world, "completion failed after its payment"))
  // What the store's own hooks do.
  await inMedusa(world, () => count(world, "order placed"))
}

function addOrder({ medusa, now }: World): Order {
  if (medusa.order) medusa.strayOrders++
  medusa.order = {
    id: newId(medusa, "order"),
    isLinked: false,
    hasPayments: false,
    isCanceled: false,
    isFulfilled: false,
    placedAt: now,
    placedTotal: medusa.cart.total,
    total: medusa.cart.total,
    credited: Money.zero(medusa.cart.total.currency),
    entries: [],
    isReserved: false,
  }
  return medusa.order
}

function reserve({ medusa }: World, order: Order): void {
  if (medusa.stock < 1) throw SOLD_OUT
  medusa.stock--
  order.isReserved = true
}

export function release({ medusa }: World, order: Order): void {
  if (!order.isReserved) return
  medusa.stock++
  order.isReserved = false
}

/** The step around the module's method: an order may be placed while its money is awaited. */
async function authorizeForOrder(world: World, session: Session): Promise<Payment | null> {
  try {
    return await authorizeSession(world, session.id)
  } catch (error) {
    if (error === KILLED || session.status !== "pending_authorization") throw error
    return null
  }
}

async function cancelPayment(world: World, payment: Payment): Promise<void> {
  const { providerId, sessionId: id } = payment
  await provider(providerId).cancel(world, { id, providerId })
  await inMedusa(world, () => (payment.isCanceled = true))
}

/** The last compensation: a captured payment is refunded, and its session makes room for a new one. */
async function compensatePayment(world: World, session: Session): Promise<void> {
  const { medusa } = world
  const payment = paymentOf(medusa, session.id)
  if (!payment?.isCaptured || orderOf(medusa)) return
  count(world, "captured payment compensated")
  try {
    await refund(world, payment, payment.amount, null)
    await replaceSessions(world, payment.collectionId, payment.providerId, "ok")
  } catch (error) {
    if (error === KILLED) throw error
  }
}

/** Lets a captured payment be the cart's only session again, so that Medusa completes the cart by it. */
export async function restoreSession(world: World, payment: Payment): Promise<void> {
  const { medusa } = world
  const others = sessionsOf(world, payment.collectionId).filter(({ id }) => id !== payment.sessionId)
  for (const session of others) await deleteQuietly(world, session)
  if (medusa.sessions.some(({ id }) => id === payment.sessionId)) return
  await inMedusa(world, () =>
    medusa.sessions.push({
      id: payment.sessionId,
      providerId: payment.providerId,
      collectionId: payment.collectionId,
      amount: payment.amount,
      status: "authorized",
      isAuthorized: true,
    }),
  )
}
