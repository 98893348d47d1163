import { Money, RETURNABLE } from "../../src/core"
import type { PaymentAttempt, PaymentProblem } from "../../src/modules/gateway-ledger"
import { paymentsOf, refundInCabinet, revoke } from "./gateway"
import { closeProblem, rowOf } from "./ledger"
import { newId, orderOf } from "./medusa/books"
import { release } from "./medusa/complete-cart"
import { capture, deleteQuietly, enterCaptures, sessionsOf } from "./medusa/payments"
import { withCart } from "./medusa/workflow"
import { askedOf, count, inMedusa, sentBackKey, type World } from "./world"

/** The shopper changes the cart: Medusa writes the cart first, and drops its payment sessions after. */
export const editCart = (world: World, total: Money): Promise<void> =>
  withCart(world, async () => {
    const { medusa } = world
    const { cart } = medusa
    if (cart.isCompleted || cart.total.equals(total)) return
    await inMedusa(world, () => (cart.total = total))
    for (const session of sessionsOf(world, cart.collectionId)) await deleteQuietly(world, session)
    await inMedusa(world, () => {
      for (const collection of medusa.collections) if (collection.of === "cart") collection.amount = total
    })
  })

/** The merchant makes the order dearer or cheaper; what it costs more gets a payment collection of its own. */
export async function editOrder(world: World, by: Money): Promise<void> {
  const { medusa } = world
  const order = orderOf(medusa)
  if (!order || order.isCanceled || order.total.currency !== by.currency) return
  const total = order.total.plus(by)
  if (!total.isPositive) return
  await inMedusa(world, () => (order.total = total))
  count(world, by.isPositive ? "order edited up" : "order edited down")
  if (!by.isPositive) return
  const collection = { id: newId(medusa, "paycol"), of: "edit" as const, amount: by }
  await inMedusa(world, () => medusa.collections.push(collection))
}

/** The merchant covers a part of the order, or all of it, by a credit line. */
export async function creditOrder(world: World, share: "all" | "half"): Promise<void> {
  const order = orderOf(world.medusa)
  if (!order || order.isCanceled || !order.total.isPositive) return
  const { total } = order
  const rest = share === "all" ? 0n : total.minor / 2n
  await inMedusa(world, () => {
    order.total = Money.fromMinor(rest, total.currency)
    order.credited = order.credited.plus(total.minus(order.total))
  })
  count(world, `credit line: ${share}`)
}

/** Cash is there. */
export async function captureCash(world: World): Promise<void> {
  const { medusa } = world
  const payment = medusa.payments.find(
    ({ providerId, captures }) => providerId === "pp_cash" && captures.length === 0,
  )
  if (!payment || payment.isCanceled) return
  await capture(world, payment)
  await enterCaptures(world, payment)
}

export async function fulfill(world: World): Promise<void> {
  const order = orderOf(world.medusa)
  if (!order || order.isCanceled || order.isFulfilled || !order.isReserved) return
  await inMedusa(world, () => {
    order.isReserved = false
    order.isFulfilled = true
  })
  count(world, "fulfilled")
}

/** The merchant takes the reservation away by hand. */
export async function unreserve(world: World): Promise<void> {
  const order = orderOf(world.medusa)
  if (!order || order.isCanceled || !order.isReserved) return
  await inMedusa(world, () => release(world, order))
  count(world, "reservation removed")
}

/** How a problem is over. */
export const RESOLUTIONS = [
  "returned",
  "returned in the cabinet",
  "returned and canceled there",
  "resolved",
] as const
export type Resolution = (typeof RESOLUTIONS)[number]

/** A person says that a problem is over: the money went back, or it is settled in another way. */
export async function resolve(world: World, problem: PaymentProblem, how: Resolution): Promise<void> {
  if (problem.state !== "open") return
  const { kind, attempt_id } = problem
  const action = how !== "resolved" && RETURNABLE.has(kind) ? "returned" : "resolved"
  count(world, `${action} by a person: ${kind}`)
  await closeProblem(world, problem, action, () => {
    if (action === "returned") giveBack(world, rowOf(world, attempt_id as string), problem, how)
  })
}

function giveBack(world: World, attempt: PaymentAttempt, problem: PaymentProblem, how: Resolution): void {
  const { kind, refund_id, gateway_id, amount } = problem
  if (kind === "overpaid" || refund_id !== null) return
  const { currency } = askedOf(attempt)
  const payment = paymentsOf(world, attempt).find(
    ({ arrived, number }) => arrived.isPositive && number === (gateway_id ?? attempt.gateway_id ?? number),
  )
  const sum = amount === null ? payment?.arrived : Money.of(amount, currency)
  if (!sum || sum.currency !== currency) return
  const of = sentBackKey(attempt.id, gateway_id)
  const before = world.sentBack.get(of)
  world.sentBack.set(of, before ? before.plus(sum) : sum)
  const isAll = payment?.arrived.equals(sum)
  if (!payment || !isAll || how === "returned") return
  if (how === "returned and canceled there" && !payment.card) revoke(world, payment)
  else refundInCabinet(world, payment)
}
