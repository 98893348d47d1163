import { Money } from "../../src/core"
import { paymentsOf, refundInCabinet } from "./gateway"
import { newId, orderOf } from "./medusa/books"
import { release } from "./medusa/complete-cart"
import { capture, deleteQuietly, enterCaptures, sessionsOf } from "./medusa/payments"
import { withCart } from "./medusa/workflow"
import { count, inLedger, inMedusa, type Attempt, type Problem, type World } from "./world"

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
  await inMedusa(world, () => {
    order.total =
      share === "all" ? Money.zero(total.currency) : Money.fromMinor(total.minor / 2n, total.currency)
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

/** Kinds whose money can be given back. */
const RETURNABLE: ReadonlySet<string> = new Set([
  "underpaid",
  "overpaid",
  "paid_twice",
  "orphan",
  "paid_late",
  "canceled_after_part",
  "amount_mismatch",
  "currency_mismatch",
  "no_order",
  "refund_owed",
  "unconfirmed",
  "claim_denied",
])

/** A person says that a problem is over: the money went back, or it is settled in another way. */
export async function resolve(world: World, problem: Problem, how: Resolution): Promise<void> {
  const attempt = world.ledger.attempts.find(({ id }) => id === problem.attemptId)
  if (!attempt || problem.state !== "open") return
  const { kind, refundId, gatewayId, amount } = problem
  const action = how !== "resolved" && RETURNABLE.has(kind) ? "returned" : "resolved"
  await inLedger(world, () => {
    problem.state = "resolved"
    attempt.words.push({ action, kind, amount: amount?.amount ?? null, refundId, gatewayId })
    world.news++
  })
  count(world, `${action} by a person: ${kind}`)
  if (action === "returned") giveBack(world, attempt, problem, how)
}

/** How a problem is over. */
export const RESOLUTIONS = ["returned", "returned in the cabinet", "resolved"] as const
export type Resolution = (typeof RESOLUTIONS)[number]

function giveBack(world: World, attempt: Attempt, problem: Problem, how: Resolution): void {
  const { kind, refundId, gatewayId, amount } = problem
  if (kind === "overpaid" || refundId !== null || gatewayId !== null) return
  const payment = paymentsOf(world, attempt).find(({ arrived }) => arrived.isPositive)
  const sum = amount ?? payment?.arrived
  if (!sum || sum.currency !== attempt.asked.currency) return
  const before = world.sentBack.get(attempt.id)
  world.sentBack.set(attempt.id, before ? before.plus(sum) : sum)
  const isAll = payment?.arrived.equals(sum)
  if (how === "returned in the cabinet" && payment && isAll) refundInCabinet(world, payment)
}
